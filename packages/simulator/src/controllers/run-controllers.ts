import type { PostgresInstances } from "../data/postgres-members";
import { runAutoscalers } from "./autoscaler/autoscaler-controller";
import type { MetricSource } from "./autoscaler/metric-source";
import type { ClusterWorld } from "./cluster-world";
import { runDisruptionBudgets } from "./housekeeping/disruption-controller";
import { runGarbageCollector } from "./housekeeping/garbage-collector";
import { runNamespaces } from "./housekeeping/namespace-controller";
import { runVolumeBinder } from "./housekeeping/volume-binder";
import { runEndpointSlices } from "./network/endpoint-slices";
import { runGatewayStatus } from "./network/gateway-status";
import { runNodeLeases } from "./nodes/node-leases";
import { NodeLifecycle } from "./nodes/node-lifecycle";
import { runMirrorMakerOperator } from "./operators/mirror-maker-operator";
import { runPostgresOperator } from "./operators/postgres-operator";
import { Kubelets } from "./pods/kubelets";
import { runScheduler } from "./pods/scheduler";
import { runCronJobs } from "./workloads/cron-job-controller";
import { runDaemonSets } from "./workloads/daemon-set-controller";
import { runDeployments } from "./workloads/deployment-controller";
import { runJobs } from "./workloads/job-controller";
import { runReplicaSets } from "./workloads/replica-set-controller";
import { runStatefulSets } from "./workloads/stateful-set-controller";

/** What can be done to the nodes of a cluster from outside. */
export interface NodeSwitch {
  /** Cuts a node off from its cluster, or lets it come back. */
  setReachable(node: string, isReachable: boolean): void;
}

/** Brings a cluster to life: its controllers, its operators, its scheduler, and the kubelets of its nodes. */
export function runControllers(world: ClusterWorld, metrics: MetricSource, postgres: PostgresInstances): NodeSwitch {
  runGarbageCollector(world);
  runNamespaces(world);
  runDeployments(world);
  runReplicaSets(world);
  runStatefulSets(world);
  runDaemonSets(world);
  runJobs(world);
  runCronJobs(world);
  runVolumeBinder(world);
  runScheduler(world);
  const kubelets = new Kubelets(world);
  const nodes = new NodeLifecycle(world, kubelets);
  runNodeLeases(world, kubelets);
  runDisruptionBudgets(world);
  runEndpointSlices(world);
  runGatewayStatus(world);
  runPostgresOperator(world, postgres);
  runMirrorMakerOperator(world);
  runAutoscalers(world, metrics);
  return { setReachable: (node, isReachable) => nodes.setReachable(node, isReachable) };
}
