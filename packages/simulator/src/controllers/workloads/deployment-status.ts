import { timestamp } from "../../kube/store/object-identity";
import type { Condition } from "../../kube/types/pod";
import type { Deployment, DeploymentStatus, ReplicaSet } from "../../kube/types/workload";
import { type NewCondition, withCondition, withoutCondition } from "./conditions";
import { rolloutBounds } from "./rolling-update";

const sum = (sets: readonly ReplicaSet[], field: "replicas" | "readyReplicas" | "availableReplicas" | "terminatingReplicas") =>
  sets.reduce((total, { status }) => total + (status?.[field] ?? 0), 0);

/** What a Deployment's ReplicaSets have, added up. */
export interface RolloutCounts {
  readonly replicas: number;
  readonly updated: number;
  readonly ready: number;
  readonly available: number;
  readonly terminating: number;
}

/** The counts of a rollout with this new ReplicaSet and these old ones. */
export const countRollout = (fresh: ReplicaSet | undefined, old: readonly ReplicaSet[]): RolloutCounts => {
  const all = fresh ? [fresh, ...old] : old;
  return {
    replicas: sum(all, "replicas"),
    updated: fresh?.status?.replicas ?? 0,
    ready: sum(all, "readyReplicas"),
    available: sum(all, "availableReplicas"),
    terminating: sum(all, "terminatingReplicas"),
  };
};

/** Whether all wanted pods are there, of the new template, and in working order, and no other is left. */
export const isComplete = ({ spec }: Deployment, { replicas, updated, available }: RolloutCounts): boolean =>
  updated === spec.replicas && replicas === spec.replicas && available === spec.replicas;

const hasProgressed = (status: DeploymentStatus, counts: RolloutCounts): boolean =>
  counts.updated > (status.updatedReplicas ?? 0) ||
  counts.replicas - counts.updated < (status.replicas ?? 0) - (status.updatedReplicas ?? 0) ||
  counts.ready > (status.readyReplicas ?? 0) ||
  counts.available > (status.availableReplicas ?? 0);

/** When a rollout that does not move counts as failed, in epoch milliseconds; null while nothing is awaited. */
export function progressDeadline({ spec, status }: Deployment): number | null {
  const progressing = status?.conditions?.find(({ type }) => type === "Progressing");
  if (!progressing || spec.paused || progressing.reason === "NewReplicaSetAvailable" || progressing.status === "False") return null;
  return Date.parse(String(progressing.lastUpdateTime)) + spec.progressDeadlineSeconds * 1000;
}

const progressOf = (deployment: Deployment, counts: RolloutCounts, fresh: ReplicaSet | undefined, now: Date): NewCondition | null => {
  const name = fresh?.metadata.name ?? "";
  const status = deployment.status ?? {};
  const old = status.conditions?.find(({ type }) => type === "Progressing");
  if (deployment.spec.paused)
    return { type: "Progressing", status: "Unknown", reason: "DeploymentPaused", message: "Deployment is paused" };
  if (isComplete(deployment, counts) && fresh) {
    const message = `ReplicaSet "${name}" has successfully progressed.`;
    return { type: "Progressing", status: "True", reason: "NewReplicaSetAvailable", message };
  }
  if (hasProgressed(status, counts) || old?.reason === "DeploymentPaused" || old?.reason === "NewReplicaSetAvailable") {
    return { type: "Progressing", status: "True", reason: "ReplicaSetUpdated", message: `ReplicaSet "${name}" is progressing.` };
  }
  if (!old) {
    return { type: "Progressing", status: "True", reason: "NewReplicaSetCreated", message: `Created new replica set "${name}"` };
  }
  const deadline = progressDeadline(deployment);
  if (deadline === null || now.getTime() < deadline) return null;
  const message = `ReplicaSet "${name}" has timed out progressing.`;
  return { type: "Progressing", status: "False", reason: "ProgressDeadlineExceeded", message };
};

/** Progress counts as news even when the words stay the same: the deadline starts again. */
const refreshed = (conditions: readonly Condition[], type: string, now: Date): readonly Condition[] =>
  conditions.map((condition) => (condition.type === type ? { ...condition, lastUpdateTime: timestamp(now) } : condition));

/** A condition of a Deployment, the only kind whose conditions tell when they were said last. */
function told(conditions: readonly Condition[] = [], next: NewCondition, now: Date): readonly Condition[] {
  const set = withCondition(conditions, next, now);
  return set === conditions ? conditions : refreshed(set, next.type, now);
}

const availability = (deployment: Deployment, { available }: RolloutCounts): NewCondition => {
  const { maxUnavailable } = rolloutBounds(deployment.spec.strategy.rollingUpdate, deployment.spec.replicas);
  const isRecreated = deployment.spec.strategy.type === "Recreate";
  const isEnough = available >= deployment.spec.replicas - (isRecreated ? 0 : maxUnavailable);
  return isEnough
    ? { type: "Available", status: "True", reason: "MinimumReplicasAvailable", message: "Deployment has minimum availability." }
    : {
        type: "Available",
        status: "False",
        reason: "MinimumReplicasUnavailable",
        message: "Deployment does not have minimum availability.",
      };
};

const positive = (name: string, value: number) => (value > 0 ? { [name]: value } : {});

/** The status of a Deployment with these ReplicaSets. Counts of zero are left out, as the real server leaves them out. */
export function deploymentStatus(
  deployment: Deployment,
  fresh: ReplicaSet | undefined,
  old: readonly ReplicaSet[],
  now: Date,
): DeploymentStatus {
  const counts = countRollout(fresh, old);
  const before = deployment.status ?? {};
  const failure = [...(fresh ? [fresh] : []), ...old]
    .flatMap(({ status }) => status?.conditions ?? [])
    .find(({ type }) => type === "ReplicaFailure");
  let conditions = told(before.conditions, availability(deployment, counts), now);
  const progress = progressOf(deployment, counts, fresh, now);
  if (progress) {
    const isMoving = progress.reason === "ReplicaSetUpdated" && hasProgressed(before, counts);
    const set = told(conditions, progress, now);
    conditions = isMoving ? refreshed(set, "Progressing", now) : set;
  }
  conditions = failure
    ? told(conditions, { type: "ReplicaFailure", status: "True", reason: "FailedCreate", message: failure.message ?? "" }, now)
    : withoutCondition(conditions, "ReplicaFailure");
  const total = deployment.spec.replicas;
  return {
    observedGeneration: deployment.metadata.generation ?? 0,
    ...positive("replicas", counts.replicas),
    ...positive("updatedReplicas", counts.updated),
    ...positive("readyReplicas", counts.ready),
    ...positive("availableReplicas", counts.available),
    ...positive("unavailableReplicas", Math.max(0, Math.max(total, counts.replicas) - counts.available)),
    terminatingReplicas: counts.terminating,
    conditions,
  };
}
