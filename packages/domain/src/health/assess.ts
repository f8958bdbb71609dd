import type { HealthAssessment } from "@holdfast/contracts/health";
import { assessAdmissionPolicy } from "./admission-policy";
import { assessCertificate } from "./certificate";
import { assessCronJob } from "./cron-job";
import { assessCustomResourceDefinition } from "./custom-resource-definition";
import { assessDaemonSet } from "./daemon-set";
import { assessDeployment } from "./deployment";
import { assessGateway } from "./gateway";
import { assessHorizontalPodAutoscaler } from "./horizontal-pod-autoscaler";
import { assessHttpRoute } from "./http-route";
import { assessIngress } from "./ingress";
import { assessIstioConfig } from "./istio-config";
import { assessJob } from "./job";
import type { KubeObject } from "./kube-object";
import { assessManagedCluster, assessMemberCluster } from "./member-cluster";
import { assessNamespace } from "./namespace";
import { assessNode } from "./node";
import { assessOpenshiftRoute } from "./openshift-route";
import { assessPersistentVolume } from "./persistent-volume";
import { assessPersistentVolumeClaim } from "./persistent-volume-claim";
import { assessPod } from "./pod";
import { assessPodDisruptionBudget } from "./pod-disruption-budget";
import { assessMetadata, assessPresence } from "./presence";
import { assessReplicaSet } from "./replica-set";
import { assessResourceQuota } from "./resource-quota";
import { assessService } from "./service";
import { assessStatefulSet } from "./stateful-set";
import { verdict } from "./verdict";
import { assessWarningEvent } from "./warning-event";

type Rule = (object: KubeObject) => HealthAssessment;

/** The rule of each resource, by the API's own GroupResource word. */
export const healthRules: Readonly<Record<string, Rule>> = {
  nodes: assessNode,
  namespaces: assessNamespace,
  persistentvolumes: assessPersistentVolume,
  pods: assessPod,
  services: assessService,
  persistentvolumeclaims: assessPersistentVolumeClaim,
  resourcequotas: assessResourceQuota,
  limitranges: assessPresence,
  events: assessWarningEvent,
  "deployments.apps": assessDeployment,
  "statefulsets.apps": assessStatefulSet,
  "daemonsets.apps": assessDaemonSet,
  "replicasets.apps": assessReplicaSet,
  "jobs.batch": assessJob,
  "cronjobs.batch": assessCronJob,
  "horizontalpodautoscalers.autoscaling": assessHorizontalPodAutoscaler,
  "poddisruptionbudgets.policy": assessPodDisruptionBudget,
  "ingresses.networking.k8s.io": assessIngress,
  "networkpolicies.networking.k8s.io": assessPresence,
  "gateways.gateway.networking.k8s.io": assessGateway,
  "httproutes.gateway.networking.k8s.io": assessHttpRoute,
  "virtualservices.networking.istio.io": assessIstioConfig,
  "destinationrules.networking.istio.io": assessIstioConfig,
  "routes.route.openshift.io": assessOpenshiftRoute,
  "certificates.cert-manager.io": assessCertificate,
  "clusters.management.cattle.io": assessMemberCluster,
  "clusters.provisioning.cattle.io": assessMemberCluster,
  "clusters.cluster.karmada.io": assessMemberCluster,
  "managedclusters.cluster.open-cluster-management.io": assessManagedCluster,
  "storageclasses.storage.k8s.io": assessPresence,
  "runtimeclasses.node.k8s.io": assessPresence,
  "validatingadmissionpolicies.admissionregistration.k8s.io": assessAdmissionPolicy,
  "validatingadmissionpolicybindings.admissionregistration.k8s.io": assessPresence,
  "customresourcedefinitions.apiextensions.k8s.io": assessCustomResourceDefinition,
};

/**
 * The health of one object, computed once, where it is observed. Never throws: an object that does not have the shape of
 * its kind is Unknown, and so is one whose resource has no rule.
 */
export function assess(resource: string, object: KubeObject): HealthAssessment {
  try {
    return (healthRules[resource] ?? assessMetadata)(object);
  } catch {
    return verdict("Unknown", "Malformed", "The object does not have the shape of its kind.");
  }
}
