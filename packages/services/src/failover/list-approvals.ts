import type { PendingApproval } from "@holdfast/contracts/failover";
import { canDecideRollout } from "@holdfast/domain/policy/rollout-gates";
import { permittedOn } from "../access/permitted";
import { visibleClusters } from "../access/visible-clusters";
import type { ServiceContext } from "../context/service-context";
import { listRollouts } from "../policies/list-rollouts";
import { getRun } from "./get-run";

const open = ["AwaitingApproval", "Running"];

/** Why the caller can't decide although the gate would let them: no right on one of the clusters. */
async function missingRight(
  ctx: ServiceContext,
  permission: "failover:approve" | "policy:approve",
  clusterIds: readonly string[],
): Promise<string | null> {
  if (ctx.actor.kind === "system") return null;
  const subject = await ctx.subject();
  const clusters = (await visibleClusters(ctx, "fleet:read")).filter((cluster) => clusterIds.includes(cluster.id));
  const without = clusters.find((cluster) => permittedOn(subject, permission, cluster).effect === "deny");
  return without ? `You need the role approver on ${without.name}.` : null;
}

const canDecide = (gate: { isMet: boolean; message: string }, missing: string | null) =>
  gate.isMet && missing !== null ? { isMet: false, message: missing } : gate;

async function failovers(ctx: ServiceContext): Promise<PendingApproval[]> {
  const ids = (await visibleClusters(ctx, "failover:read")).map((cluster) => cluster.id);
  const rows = await ctx.db.prisma.run.findMany({
    where: { phase: { in: open }, primaryId: { in: ids }, standbyId: { in: ids } },
    select: { id: true },
    orderBy: { requestedAt: "asc" },
  });
  const runs = await Promise.all(rows.map((row) => getRun(ctx, row.id)));
  const pending = await Promise.all(
    runs.map(async (run): Promise<PendingApproval[]> => {
      const missing = await missingRight(ctx, "failover:approve", [run.primary.id, run.standby.id]);
      const base = {
        id: run.id,
        title: `${run.planName}: ${run.primary.name} → ${run.standby.name}`,
        requestedByName: run.requestedByName,
        requestedAt: run.requestedAt,
      };
      if (run.phase === "AwaitingApproval")
        return [
          {
            ...base,
            kind: "failover",
            detail: run.reason,
            expiresAt: run.expiresAt,
            canDecide: canDecide(run.allowed.decide ?? { isMet: false, message: "" }, missing),
          },
        ];
      const isOwn = run.requestedById === ctx.actor.id;
      const gate = { isMet: !isOwn, message: isOwn ? "You asked for this yourself: a second person has to decide." : "" };
      return run.steps
        .filter((step) => step.subjectHash !== null)
        .map((step) => ({ ...base, kind: "failoverStep", detail: step.name, expiresAt: null, canDecide: canDecide(gate, missing) }));
    }),
  );
  return pending.flat();
}

async function rollouts(ctx: ServiceContext): Promise<PendingApproval[]> {
  const waiting = await listRollouts(ctx, { phase: "AwaitingApproval" });
  return Promise.all(
    waiting.map(async (rollout): Promise<PendingApproval> => {
      const gate = canDecideRollout({ phase: rollout.phase, requestedById: rollout.requestedById, approverId: ctx.actor.id });
      const wave = rollout.targets.filter((target) => target.wave === rollout.currentWave);
      const missing = await missingRight(
        ctx,
        "policy:approve",
        wave.map((target) => target.clusterId),
      );
      return {
        kind: "rollout",
        id: rollout.id,
        title: `${rollout.policyName} version ${rollout.toVersion}`,
        detail: wave.map((target) => target.clusterName).join(", "),
        requestedByName: rollout.requestedByName,
        requestedAt: rollout.requestedAt,
        expiresAt: null,
        canDecide: canDecide({ isMet: gate.isMet, message: gate.isMet ? "" : gate.message }, missing),
      };
    }),
  );
}

/** Everything that waits for a decision and that the caller may see, the oldest first, and whether the decision is theirs. */
export async function listApprovals(ctx: ServiceContext): Promise<PendingApproval[]> {
  const all = [...(await failovers(ctx)), ...(await rollouts(ctx))];
  return all.sort((a, b) => a.requestedAt.getTime() - b.requestedAt.getTime());
}
