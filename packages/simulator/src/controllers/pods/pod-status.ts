import { newUid } from "../../kube/store/new-identity";
import { timestamp } from "../../kube/store/object-identity";
import type { Condition, Container, ContainerStatus, Pod, PodStatus } from "../../kube/types/pod";
import { withCondition } from "../workloads/conditions";

/** What a kubelet knows when it writes a status. */
export interface StatusContext {
  readonly now: Date;
  readonly random: () => number;
}

const hex = (random: () => number) => `${newUid(random)}${newUid(random)}`.replaceAll("-", "");

/** The status of a container that waits. */
export function waitingContainer(
  { name, image = "" }: Container,
  old: ContainerStatus | undefined,
  reason: string,
  message = "",
): ContainerStatus {
  const state = { waiting: { reason, ...(message === "" ? {} : { message }) } };
  return {
    ...{ name, image, imageID: old?.imageID ?? "", ready: false, started: false, restartCount: old?.restartCount ?? 0 },
    ...(old?.containerID ? { containerID: old.containerID } : {}),
    ...{ state, lastState: old?.lastState ?? {} },
  };
}

/** The status of a container that runs since now. */
export function runningContainer(
  { name, image = "" }: Container,
  old: ContainerStatus | undefined,
  { now, random }: StatusContext,
): ContainerStatus {
  return {
    ...{ name, image, imageID: old?.imageID || `${image}@sha256:${hex(random)}`, containerID: `containerd://${hex(random)}` },
    ...{ ready: false, started: true, restartCount: old?.restartCount ?? 0 },
    ...{ state: { running: { startedAt: timestamp(now) } }, lastState: old?.lastState ?? {} },
  };
}

/** The status of a container that has ended now. */
export function endedContainer(
  old: ContainerStatus,
  exit: { readonly exitCode: number; readonly reason: string },
  now: Date,
): ContainerStatus {
  const startedAt = old.state.running?.startedAt ?? timestamp(now);
  const terminated = { ...exit, startedAt, finishedAt: timestamp(now), containerID: old.containerID ?? "" };
  return { ...old, ready: false, started: false, state: { terminated } };
}

/** The status of a container that ended and waits to be started again. */
export function backingOffContainer(ended: ContainerStatus, waitSeconds: number, pod: Pod): ContainerStatus {
  const { namespace, name, uid } = pod.metadata;
  const message = `back-off ${waitSeconds >= 60 ? `${Math.floor(waitSeconds / 60)}m${waitSeconds % 60}s` : `${waitSeconds}s`} restarting failed container=${ended.name} pod=${name}_${namespace}(${uid})`;
  return { ...ended, state: { waiting: { reason: "CrashLoopBackOff", message } }, lastState: ended.state };
}

const unready = (statuses: readonly ContainerStatus[]) => statuses.filter(({ ready }) => !ready).map(({ name }) => name);

const readiness = (type: string, statuses: readonly ContainerStatus[], isDone: boolean) => {
  const names = unready(statuses);
  if (isDone) return { type, status: "False", reason: "PodCompleted", message: "" } as const;
  if (names.length === 0) return { type, status: "True", reason: "", message: "" } as const;
  const message = `containers with unready status: [${names.join(" ")}]`;
  return { type, status: "False", reason: "ContainersNotReady", message } as const;
};

const phaseOf = ({ spec }: Pod, statuses: readonly ContainerStatus[]): PodStatus["phase"] => {
  const ends = statuses.map(({ state }) => state.terminated);
  if (spec.restartPolicy !== "Always" && ends.every((end) => end !== undefined)) {
    const isFine = ends.every((end) => end?.exitCode === 0);
    if (isFine) return "Succeeded";
    if (spec.restartPolicy === "Never") return "Failed";
  }
  const hasStarted = statuses.every(({ state, restartCount }) => state.running || state.terminated || restartCount > 0);
  return hasStarted && statuses.length > 0 ? "Running" : "Pending";
};

/** The status of a pod whose containers stand like this: its phase and conditions follow from them. */
export function podStatus(pod: Pod, statuses: readonly ContainerStatus[], now: Date, more: Partial<PodStatus> = {}): PodStatus {
  const phase = phaseOf(pod, statuses);
  const isDone = phase === "Succeeded" || phase === "Failed";
  let conditions: readonly Condition[] = pod.status.conditions ?? [];
  const initialized = {
    type: "Initialized",
    status: "True",
    reason: isDone && phase === "Succeeded" ? "PodCompleted" : "",
    message: "",
  } as const;
  conditions = withCondition(conditions, { type: "PodReadyToStartContainers", status: "True", reason: "", message: "" }, now);
  conditions = withCondition(conditions, initialized, now);
  conditions = withCondition(conditions, readiness("Ready", statuses, isDone), now);
  conditions = withCondition(conditions, readiness("ContainersReady", statuses, isDone), now);
  return { ...pod.status, ...more, phase, conditions, containerStatuses: statuses };
}
