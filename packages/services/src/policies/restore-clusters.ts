import type { Worded } from "@holdfast/contracts/phrase";
import { worded } from "@holdfast/contracts/worded";
import type { RolloutTarget } from "@holdfast/db/generated/prisma/client";
import { storedPhrase } from "@holdfast/db/stored-phrase";
import type { Unit } from "@holdfast/db/transact";
import { restoreTerms } from "@holdfast/domain/policy/plan-rollout";
import { v7 as uuid } from "uuid";
import type { RolloutDriver } from "./advance-rollout";
import type { LoadedRollout } from "./load-rollout-facts";
import { policyTarget } from "./policy-target";
import type { MovingRollout } from "./write-target";

type Reached = RolloutTarget & { fromVersion: number };

/** The clusters that a rollout has ordered anything, whatever became of it. */
export const reachedTargets = ({ targets }: LoadedRollout): Reached[] =>
  targets.filter((target): target is Reached => target.attempt > 0 && target.fromVersion !== null);

/**
 * Begins the rollout that takes the clusters of a failed one back, each to what it had before, within the unit of work in which the failed
 * one halts: there is one of it whatever happens.
 */
export async function restoreClusters(
  { ctx }: RolloutDriver,
  unit: Unit,
  rollout: MovingRollout & LoadedRollout,
  why: Worded,
): Promise<void> {
  const id = uuid();
  const at = ctx.now();
  const reached = reachedTargets(rollout);
  const clusters = await unit.tx.cluster.findMany({
    where: { id: { in: reached.map(({ clusterId }) => clusterId) } },
    select: { id: true, name: true, environment: true },
    orderBy: { name: "asc" },
  });
  const text = worded("RestoresClusters", { version: rollout.toVersion });
  const toVersion = Math.max(0, ...reached.map(({ fromVersion }) => fromVersion));
  const wave = {
    ...{ name: "restore", needsApproval: false, soakSeconds: 0, gate: null },
    ...{ environments: [...new Set(clusters.map(({ environment }) => environment))], clusters: clusters.map(({ name }) => name) },
  };
  await unit.tx.rollout.create({
    data: {
      ...{ id, policyId: rollout.policyId, action: "rollBack", toVersion, phase: "Running", restoresId: rollout.id },
      ...{ message: text.message, phrase: storedPhrase(text), waves: [wave], terms: restoreTerms },
      ...{ requestedById: ctx.actor.id, requestedByName: ctx.actor.name, requestedAt: at },
      targets: {
        create: reached.map(({ clusterId, fromVersion, fromStage }) => ({
          ...{ clusterId, wave: 0, state: "pending", message: "", updatedAt: at },
          ...{ toVersion: fromVersion, stage: fromStage ?? "enforce" },
        })),
      },
    },
  });
  unit.audit({
    ...{ actor: ctx.actor, action: "policy.restore", target: policyTarget(rollout.policy), outcome: "succeeded", reason: why.message },
    before: { rollout: rollout.id, version: rollout.toVersion },
    after: { rollout: id, clusters: reached.map(({ clusterId, fromVersion }) => ({ id: clusterId, version: fromVersion })) },
    ...{ decision: null, requestId: rollout.id },
  });
  unit.emit({
    type: "rollout.requested",
    clusterIds: reached.map(({ clusterId }) => clusterId),
    subject: { kind: "rollout", id },
    payload: { policy: rollout.policy.name },
  });
  unit.wake({ topic: "rollout", key: id });
}
