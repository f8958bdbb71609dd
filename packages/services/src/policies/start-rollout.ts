import type { AuditDecision } from "@holdfast/contracts/audit";
import type { Prisma } from "@holdfast/db/generated/prisma/client";
import type { Unit } from "@holdfast/db/transact";
import type { PlannedRollout } from "@holdfast/domain/policy/plan-rollout";
import { v7 as uuid } from "uuid";
import type { ClusterRow } from "../access/cluster-row";
import type { ServiceContext } from "../context/service-context";
import { policyTarget } from "./policy-target";

/** Writes a rollout that the hub will drive: its waves, and a target a cluster. Inside the caller's unit of work, after all gates. */
export async function startRollout(
  ctx: ServiceContext,
  unit: Unit,
  rollout: {
    policy: { id: string; name: string };
    action: "push" | "rollBack";
    toVersion: number;
    fromVersion: number | null;
    planned: PlannedRollout<ClusterRow>;
    decision: AuditDecision;
    reason: string | null;
  },
): Promise<{ id: string }> {
  const { policy } = rollout;
  const { waves, waveOf, terms } = rollout.planned;
  const clusters = [...waveOf.keys()];
  const id = uuid();
  const at = ctx.now();
  const needsApproval = waves[0]?.needsApproval ?? false;
  await unit.tx.rollout.create({
    data: {
      id,
      policyId: policy.id,
      action: rollout.action,
      toVersion: rollout.toVersion,
      phase: needsApproval ? "AwaitingApproval" : "Running",
      message: rollout.reason ?? "",
      waves,
      // The terms are JSON: instants in them are read back by their schema.
      terms: JSON.parse(JSON.stringify(terms)) as Prisma.InputJsonValue,
      requestedById: ctx.actor.id,
      requestedByName: ctx.actor.name,
      requestedAt: at,
      targets: {
        create: clusters.map((cluster) => ({
          clusterId: cluster.id,
          wave: waveOf.get(cluster) ?? 0,
          state: "pending",
          message: "",
          updatedAt: at,
        })),
      },
    },
  });
  unit.audit({
    actor: ctx.actor,
    action: rollout.action === "push" ? "policy.push" : "policy.roll-back",
    target: policyTarget(policy),
    outcome: "succeeded",
    reason: rollout.reason,
    before: { version: rollout.fromVersion },
    after: {
      ...{ version: rollout.toVersion, rollout: id, clusters: clusters.map((cluster) => cluster.name) },
      ...{
        waves: waves.map((wave) => wave.clusters),
        stages: terms.stages,
        failureBudget: terms.failureBudget,
        onFailure: terms.onFailure,
      },
    },
    decision: rollout.decision,
    requestId: ctx.requestId,
  });
  unit.emit({
    type: "rollout.requested",
    clusterIds: clusters.map((cluster) => cluster.id),
    subject: { kind: "rollout", id },
    payload: { policy: policy.name },
  });
  unit.wake({ topic: "rollout", key: id });
  return { id };
}

/** The phases in which a rollout is on its way. */
export const ACTIVE_PHASES = ["Running", "AwaitingApproval"];
