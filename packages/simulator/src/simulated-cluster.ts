import type { Log } from "@holdfast/contracts/log-fields";
import type { MetricSource } from "./controllers/autoscaler/metric-source";
import { type ClusterWorld, createWorld, type Timings } from "./controllers/cluster-world";
import { type NodeSwitch, runControllers } from "./controllers/run-controllers";
import { seededRandom, seedOf } from "./controllers/seeded-random";
import type { SimulationClock } from "./controllers/simulation-clock";
import type { SimulationLoop } from "./controllers/simulation-loop";
import type { PostgresInstances } from "./data/postgres-members";
import type { ClusterApi } from "./kube/cluster-api";
import type { ClusterStore } from "./kube/cluster-store";
import { createClusterApi } from "./kube/create-cluster-api";
import type { TokenIdentity } from "./kube/http/access";
import type { ServedCluster } from "./kube/http/served-cluster";
import type { LogSource } from "./kube/log-source";
import { WatchHub } from "./kube/read/watch-hub";
import { editPushedPolicy } from "./scenario/edit-pushed-policy";
import { containerWorld } from "./shell/container-world";
import { toyPrograms } from "./shell/toy-shell";

/** One cluster of a simulation: what it holds, and what can be done to it. */
export interface SimulatedCluster {
  readonly name: string;
  readonly store: ClusterStore;
  readonly api: ClusterApi;
  /** The controllers' view of the cluster; absent where it was made without any. */
  readonly controllers: ClusterWorld | null;
  readonly served: ServedCluster;
  nodeNames(): readonly string[];
  /** False loses the region: its API's connections are cut and refused. What runs in it goes on. */
  setApiReachable(isReachable: boolean): void;
  setNodeReachable(node: string, isReachable: boolean): void;
  /** Somebody changes a policy that was pushed; null when none was. */
  editPolicy(): string | null;
}

/** What makes a cluster. Everything random in it follows from `seed` and its name. */
export interface SimulatedClusterOptions {
  readonly name: string;
  readonly clock: SimulationClock;
  readonly loop: SimulationLoop;
  readonly seed: number;
  readonly tokens: ReadonlyMap<string, TokenIdentity>;
  readonly timings: Timings;
  readonly metrics: MetricSource;
  /** The databases of all sites, of which this cluster's operator works on its own. */
  readonly postgres: PostgresInstances;
  readonly logs: LogSource;
  readonly log: Log;
  /** A cluster without controllers only keeps what is written to it. */
  readonly hasControllers: boolean;
  readonly historyLimit?: number;
  /** Puts the first objects in, before the controllers start. */
  fill?(api: ClusterApi): void;
  /** Ends the open connections to the cluster's API. */
  cutConnections(cluster: string): void;
}

/** Makes a cluster, fills it, and sets its controllers to work. */
export function createSimulatedCluster(options: SimulatedClusterOptions): SimulatedCluster {
  const { name, clock, loop, tokens, logs } = options;
  const random = seededRandom(options.seed ^ seedOf(name));
  const api = createClusterApi({ name, now: () => clock.now(), random, historyLimit: options.historyLimit });
  options.fill?.(api);
  let nodes: NodeSwitch | null = null;
  let controllers: ClusterWorld | null = null;
  if (options.hasControllers) {
    controllers = createWorld(api, loop.timers, options.timings, options.log);
    loop.add(controllers.runtime);
    nodes = runControllers(controllers, options.metrics, options.postgres);
  }
  const programs = toyPrograms((query) => containerWorld(api, query));
  const served: ServedCluster = { name, api, hub: new WatchHub(api.store), logs, programs, tokens, isReachable: true };
  return {
    ...{ name, store: api.store, api, controllers, served },
    nodeNames: () => api.store.list("nodes").map(({ metadata }) => metadata.name),
    setApiReachable(isReachable) {
      served.isReachable = isReachable;
      if (!isReachable) options.cutConnections(name);
    },
    setNodeReachable: (node, isReachable) => nodes?.setReachable(node, isReachable),
    editPolicy: () => editPushedPolicy(api),
  };
}
