import type { Log } from "@holdfast/contracts/log-fields";
import type { ClusterApi } from "../kube/cluster-api";
import type { KubeObject } from "../kube/cluster-store";
import { controllerOf } from "../kube/store/object-identity";
import type { Pod } from "../kube/types/pod";
import type { ReplicaSet } from "../kube/types/workload";
import { ControllerRuntime } from "./controller-runtime";
import { createEventRecorder, type EventRecorder } from "./event-recorder";
import { ObjectIndex } from "./object-index";
import type { TimerQueue } from "./timer-queue";

/** How long things take, in seconds; the defaults are those of a real cluster. */
export interface Timings {
  /** How long a silent node is believed to be alive. */
  readonly nodeGraceSeconds: number;
  /** How often an autoscaler looks. */
  readonly autoscalerSeconds: number;
  /** The time that a container takes to start, at least and at most. */
  readonly startSeconds: readonly [number, number];
}

/** A real cluster's times. */
export const realTimings: Timings = { nodeGraceSeconds: 40, autoscalerSeconds: 15, startSeconds: [0.8, 3] };

/** What the controllers of one cluster share: the objects, the clock, chance, events, and the indexes that several need. */
export interface ClusterWorld {
  readonly name: string;
  readonly api: ClusterApi;
  readonly runtime: ControllerRuntime;
  readonly random: () => number;
  readonly timings: Timings;
  readonly events: EventRecorder;
  readonly podsByOwner: ObjectIndex<Pod>;
  readonly podsByNode: ObjectIndex<Pod>;
  readonly podsByNamespace: ObjectIndex<Pod>;
  readonly replicaSetsByOwner: ObjectIndex<ReplicaSet>;
  /** A random time between two, in milliseconds. */
  between(minSeconds: number, maxSeconds: number): number;
}

const ownerUid = (object: KubeObject) => controllerOf(object)?.uid;

/** The world of one cluster; controllers are added to it by others. */
export function createWorld(api: ClusterApi, timers: TimerQueue, timings: Timings, log: Log): ClusterWorld {
  const { store, now, random } = api;
  const runtime = new ControllerRuntime(store, now, timers, log);
  const after = (delayMs: number, run: () => void) => void runtime.after(delayMs, run);
  return {
    ...{ name: store.name, api, runtime, random, timings },
    events: createEventRecorder(store, { now, random, after }),
    podsByOwner: new ObjectIndex<Pod>(runtime, "pods", ownerUid),
    podsByNode: new ObjectIndex<Pod>(runtime, "pods", ({ spec }) => spec.nodeName),
    podsByNamespace: new ObjectIndex<Pod>(runtime, "pods", ({ metadata }) => metadata.namespace),
    replicaSetsByOwner: new ObjectIndex<ReplicaSet>(runtime, "replicasets.apps", ownerUid),
    between: (min, max) => (min + random() * (max - min)) * 1000,
  };
}
