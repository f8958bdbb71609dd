import { parseAllDocuments } from "yaml";
import { type MetricSource, noMetrics } from "./controllers/autoscaler/metric-source";
import { realTimings, type Timings } from "./controllers/cluster-world";
import { createClock } from "./controllers/simulation-clock";
import { SimulationLoop } from "./controllers/simulation-loop";
import { PostgresMembers } from "./data/postgres-members";
import { fillCluster } from "./fleet/fill-cluster";
import type { ClusterSpec } from "./fleet/fleet-spec";
import { nodesOf } from "./fleet/node-factory";
import type { KubeObject } from "./kube/cluster-store";
import { silentLogs } from "./kube/log-source";
import type { Pod } from "./kube/types/pod";
import { createSimulatedCluster, type SimulatedCluster } from "./simulated-cluster";
import { noiseOf } from "./traffic/noise";

/** One cluster on a clock that a test moves by hand. */
export interface LivingCluster extends SimulatedCluster {
  /** What the controllers could not do; a test expects nothing here. */
  readonly failures: unknown[];
  /** Creates the objects of a YAML text, as somebody would with a client. */
  apply(yaml: string): void;
  /** Lets seconds pass. */
  pass(seconds: number): void;
  pods(namespace?: string): readonly Pod[];
  /** Changes an object's spec. */
  change(resource: string, namespace: string | null, name: string, spec: Readonly<Record<string, unknown>>): void;
  find<T extends KubeObject>(resource: string, namespace: string | null, name: string): T;
  /** The reasons of the Warning events about an object. */
  warnings(name: string): string[];
}

/** What a test wants of its cluster; three nodes of eight cores unless said. */
export interface LivingClusterOptions {
  readonly nodes?: Partial<ClusterSpec["nodes"]>;
  readonly seed?: number;
  readonly metrics?: MetricSource;
  readonly timings?: Partial<Timings>;
}

const NODES: ClusterSpec["nodes"] = { count: 3, controlPlane: 0, cpu: "8", memory: "32Gi", zones: ["a", "b", "c"] };
const START = new Date("2026-11-21T06:00:00Z");

/** A cluster with nodes and all controllers, for tests of what they do. */
export function livingCluster(options: LivingClusterOptions = {}): LivingCluster {
  const clock = createClock(START);
  const loop = new SimulationLoop(clock);
  const failures: unknown[] = [];
  const objects = nodesOf({ name: "c", region: "here", nodes: { ...NODES, ...options.nodes } }, START);
  const made = createSimulatedCluster({
    ...{ name: "c", clock, loop, seed: options.seed ?? 7, tokens: new Map(), metrics: options.metrics ?? noMetrics, logs: silentLogs },
    ...{ timings: { ...realTimings, ...options.timings }, hasControllers: true, cutConnections: () => undefined },
    postgres: new PostgresMembers(noiseOf(options.seed ?? 7)),
    log: { info: () => undefined, warn: () => undefined, error: ({ err }) => failures.push(err) },
    fill: (api) => fillCluster(api, { name: "c", environment: "test", region: "here", objects }),
  });
  const { store } = made;
  return {
    ...made,
    failures,
    apply(yaml) {
      const documents = parseAllDocuments(yaml).map((document) => document.toJS() as Record<string, unknown>);
      fillCluster(made.api, { name: "c", environment: "test", region: "here", objects: documents });
    },
    pass: (seconds) => loop.tick(seconds * 1000),
    // What is stored under this resource has been checked as pods.
    pods: (namespace) => store.list("pods", namespace) as readonly Pod[],
    change(resource, namespace, name, spec) {
      store.update(resource, namespace, name, (object) => ({ ...object, spec: { ...(object.spec as object), ...spec } }));
    },
    find<T extends KubeObject>(resource: string, namespace: string | null, name: string): T {
      const object = store.get(resource, namespace, name);
      if (!object) throw new Error(`there is no ${resource} ${name}`);
      return object as T;
    },
    warnings: (name) =>
      store.list("events").flatMap((event) => {
        const { involvedObject, type, reason } = event as unknown as { involvedObject: { name: string }; type: string; reason: string };
        return type === "Warning" && involvedObject.name === name ? [reason] : [];
      }),
  };
}
