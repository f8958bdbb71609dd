import { MIRROR_MAKERS } from "../../data/mirror-flow";
import type { KubeObject } from "../../kube/cluster-store";
import { equalJson } from "../../kube/store/equal-json";
import type { Condition } from "../../kube/types/pod";
import type { ClusterWorld } from "../cluster-world";
import { withCondition } from "../workloads/conditions";

/** Strimzi tells Kafka Connect, which answers soon. */
const RECONCILE_MS = 700;

interface Connector {
  readonly state?: string;
  readonly pause?: boolean;
}

interface MirrorMaker extends KubeObject {
  readonly spec: {
    readonly mirrors?: readonly {
      readonly sourceCluster?: string;
      readonly targetCluster?: string;
      readonly sourceConnector?: Connector;
      readonly checkpointConnector?: Connector;
    }[];
  };
  readonly status?: { readonly observedGeneration?: number; readonly conditions?: readonly Condition[]; readonly connectors?: unknown };
}

const STATES: Readonly<Record<string, string>> = { running: "RUNNING", paused: "PAUSED", stopped: "STOPPED" };
const stateOf = ({ state, pause }: Connector): string => STATES[state ?? (pause ? "paused" : "running")] ?? "RUNNING";

/** What Kafka Connect says of a mirror maker's connectors; one that is stopped has no tasks. */
const connectorsOf = ({ spec }: MirrorMaker) =>
  (spec.mirrors ?? []).flatMap(({ sourceCluster = "", targetCluster = "", sourceConnector, checkpointConnector }) =>
    Object.entries({ Source: sourceConnector, Checkpoint: checkpointConnector }).flatMap(([which, connector]) => {
      if (!connector) return [];
      const state = stateOf(connector);
      const worker = { worker_id: "10.1.0.21:8083" };
      const tasks = state === "STOPPED" ? [] : [{ id: 0, state, ...worker }];
      const type = "source";
      return [{ name: `${sourceCluster}->${targetCluster}.Mirror${which}Connector`, connector: { state, ...worker }, tasks, type }];
    }),
  );

function reconcile(world: ClusterWorld, { metadata: { name, namespace = "" } }: MirrorMaker): void {
  world.api.store.update(MIRROR_MAKERS, namespace, name, (live) => {
    const current = live as MirrorMaker;
    const ready = { type: "Ready", status: "True", reason: "", message: "" } as const;
    const status = {
      ...current.status,
      observedGeneration: current.metadata.generation ?? 1,
      conditions: withCondition(current.status?.conditions, ready, world.api.now()),
      connectors: connectorsOf(current),
    };
    return equalJson(status, current.status) ? current : { ...current, status };
  });
}

/** Plays Strimzi's operator for the KafkaMirrorMaker2 of a cluster: their connectors become what the spec says, and the status says so. */
export function runMirrorMakerOperator(world: ClusterWorld): void {
  const { runtime, api } = world;
  const waiting = new Set<string>();
  runtime.controller<MirrorMaker>(MIRROR_MAKERS, ({ metadata }) => {
    if (waiting.has(metadata.uid)) return;
    waiting.add(metadata.uid);
    runtime.after(RECONCILE_MS, () => {
      waiting.delete(metadata.uid);
      const live = api.store.get(MIRROR_MAKERS, metadata.namespace ?? "", metadata.name);
      if (live) reconcile(world, live as MirrorMaker);
    });
  });
}
