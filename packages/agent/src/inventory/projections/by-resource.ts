import { projectHorizontalPodAutoscaler, projectPodDisruptionBudget } from "./autoscaling";
import { projectCronJob, projectJob } from "./batch";
import { projectCertificate } from "./certificate";
import {
  projectAdmissionPolicy,
  projectAdmissionPolicyBinding,
  projectCustomResourceDefinition,
  projectNamespace,
  projectResourceQuota,
  projectRuntimeClass,
} from "./cluster-config";
import { projectLimitRange } from "./limit-range";
import { projectKarmadaCluster, projectManagedCluster, projectRancherCluster, projectRancherProvisionedCluster } from "./member-cluster";
import { projectIngress, projectNetworkPolicy, projectService } from "./network";
import { projectNode } from "./node";
import { projectPod } from "./pod";
import type { Project } from "./projection";
import { projectPersistentVolume, projectPersistentVolumeClaim, projectStorageClass } from "./storage";
import { projectDestinationRule, projectGateway, projectHttpRoute, projectOpenshiftRoute, projectVirtualService } from "./traffic";
import { projectWarningEvent } from "./warning-event";
import { projectDaemonSet, projectReplicaSet, projectReplicated } from "./workload";

/** What is kept of each observed resource. A resource that is not here is read as metadata only. */
export const projections: Readonly<Record<string, Project>> = {
  nodes: projectNode,
  namespaces: projectNamespace,
  persistentvolumes: projectPersistentVolume,
  pods: projectPod,
  services: projectService,
  persistentvolumeclaims: projectPersistentVolumeClaim,
  resourcequotas: projectResourceQuota,
  limitranges: projectLimitRange,
  events: projectWarningEvent,
  "deployments.apps": projectReplicated,
  "statefulsets.apps": projectReplicated,
  "daemonsets.apps": projectDaemonSet,
  "replicasets.apps": projectReplicaSet,
  "jobs.batch": projectJob,
  "cronjobs.batch": projectCronJob,
  "horizontalpodautoscalers.autoscaling": projectHorizontalPodAutoscaler,
  "poddisruptionbudgets.policy": projectPodDisruptionBudget,
  "ingresses.networking.k8s.io": projectIngress,
  "networkpolicies.networking.k8s.io": projectNetworkPolicy,
  "gateways.gateway.networking.k8s.io": projectGateway,
  "httproutes.gateway.networking.k8s.io": projectHttpRoute,
  "virtualservices.networking.istio.io": projectVirtualService,
  "destinationrules.networking.istio.io": projectDestinationRule,
  "routes.route.openshift.io": projectOpenshiftRoute,
  "certificates.cert-manager.io": projectCertificate,
  "clusters.management.cattle.io": projectRancherCluster,
  "clusters.provisioning.cattle.io": projectRancherProvisionedCluster,
  "clusters.cluster.karmada.io": projectKarmadaCluster,
  "managedclusters.cluster.open-cluster-management.io": projectManagedCluster,
  "storageclasses.storage.k8s.io": projectStorageClass,
  "runtimeclasses.node.k8s.io": projectRuntimeClass,
  "validatingadmissionpolicies.admissionregistration.k8s.io": projectAdmissionPolicy,
  "validatingadmissionpolicybindings.admissionregistration.k8s.io": projectAdmissionPolicyBinding,
  "customresourcedefinitions.apiextensions.k8s.io": projectCustomResourceDefinition,
};
