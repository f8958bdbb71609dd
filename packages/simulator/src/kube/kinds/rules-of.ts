import { admissionBindingRules, admissionPolicyRules } from "./admission-rules";
import {
  autoscalerRules,
  budgetRules,
  ingressRules,
  networkPolicyRules,
  priorityClassRules,
  runtimeClassRules,
} from "./availability-rules";
import { cronJobRules, jobRules } from "./batch-rules";
import { accessRules, configMapRules, namespaceRules, secretRules } from "./configuration-rules";
import { customDefinitionRules, DEFINITIONS } from "./custom-definition-rules";
import type { KindRules } from "./kind-rules";
import { nodeRules, podRules } from "./pod-rules";
import { serviceRules } from "./service-rules";
import { claimRules, storageClassRules, volumeRules } from "./storage-rules";
import { daemonSetRules, deploymentRules, replicaSetRules, statefulSetRules } from "./workload-rules";

const rules: Readonly<Record<string, KindRules>> = {
  pods: podRules,
  nodes: nodeRules,
  services: serviceRules,
  configmaps: configMapRules,
  secrets: secretRules,
  namespaces: namespaceRules,
  persistentvolumes: volumeRules,
  persistentvolumeclaims: claimRules,
  "deployments.apps": deploymentRules,
  "replicasets.apps": replicaSetRules,
  "statefulsets.apps": statefulSetRules,
  "daemonsets.apps": daemonSetRules,
  "jobs.batch": jobRules,
  "cronjobs.batch": cronJobRules,
  "horizontalpodautoscalers.autoscaling": autoscalerRules,
  "poddisruptionbudgets.policy": budgetRules,
  "networkpolicies.networking.k8s.io": networkPolicyRules,
  "ingresses.networking.k8s.io": ingressRules,
  "runtimeclasses.node.k8s.io": runtimeClassRules,
  "priorityclasses.scheduling.k8s.io": priorityClassRules,
  "storageclasses.storage.k8s.io": storageClassRules,
  "roles.rbac.authorization.k8s.io": accessRules,
  "rolebindings.rbac.authorization.k8s.io": accessRules,
  "clusterroles.rbac.authorization.k8s.io": accessRules,
  "clusterrolebindings.rbac.authorization.k8s.io": accessRules,
  "validatingadmissionpolicies.admissionregistration.k8s.io": admissionPolicyRules,
  "validatingadmissionpolicybindings.admissionregistration.k8s.io": admissionBindingRules,
  [DEFINITIONS]: customDefinitionRules,
};

const NONE: KindRules = {};

/** The rules of a resource, by its GroupResource. */
export const rulesOf = (key: string): KindRules => (Object.hasOwn(rules, key) ? (rules[key] ?? NONE) : NONE);
