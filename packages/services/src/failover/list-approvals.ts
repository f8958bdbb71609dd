import type { PendingApproval } from "@holdfast/contracts/failover";
import type { Gate, GateView } from "@holdfast/contracts/gate";
import { ListWaivers } from "@holdfast/contracts/waiver";
import { worded } from "@holdfast/contracts/worded";
import { gateView } from "@holdfast/domain/gates/gate";
import { canDecideRollout } from "@holdfast/domain/policy/rollout-gates";
import { permittedOn } from "../access/permitted";
import { visibleClusters } from "../access/visible-clusters";
import { pendingArmings } from "../arming/pending-armings";
import type { ServiceContext } from "../context/service-context";
import { waitingElevations } from "../elevations/list-elevations";
import { listRollouts } from "../policies/list-rollouts";
import { rolloutCaller } from "../policies/rollout-view";
import { listWaivers } from "../waivers/list-waivers";
import { getRun } from "./get-run";
import { runsAmong } from "./runs-among";

const open = ["AwaitingApproval", "Running"];

/** Why the caller can't decide although the gate would let them: no right on one of the clusters. */
async function missingRight(ctx: ServiceContext, clusterIds: readonly string[]): Promise<GateView | null> {
  if (ctx.actor.kind === "system") return null;
  const subject = await ctx.subject();
  const clusters = (await visibleClusters(ctx, "fleet:read")).filter((cluster) => clusterIds.includes(cluster.id));
  const without = clusters.find((cluster) => permittedOn(subject, "policy:approve", cluster).effect === "deny");
  return without ? { isMet: false, ...worded("ApproverRoleMissing", { cluster: without.name }) } : null;
}

const canDecide = (gate: Gate, missing: GateView | null): GateView => (gate.isMet && missing !== null ? missing : gateView(gate));

async function failovers(ctx: ServiceContext): Promise<PendingApproval[]> {
  const ids = (await visibleClusters(ctx, "failover:read")).map((cluster) => cluster.id);
  const rows = await ctx.db.prisma.run.findMany({
    where: { phase: { in: open }, ...(await runsAmong(ctx.db, ids)) },
    select: { id: true },
    orderBy: { requestedAt: "asc" },
  });
  const runs = await Promise.all(rows.map((row) => getRun(ctx, row.id)));
  return runs.flatMap((run): PendingApproval[] => {
    const { id, requestedByName, requestedAt } = run;
    const base = {
      id,
      runKind: run.kind,
      title: `${run.planName}: ${run.primary.name} → ${run.standby.name}`,
      requestedByName,
      requestedAt,
    };
    const { decide = { isMet: false, message: "" } } = run.allowed;
    if (run.phase === "AwaitingApproval")
      return [{ ...base, kind: "failover", detail: run.reason, expiresAt: run.expiresAt, canDecide: decide }];
    return run.steps.flatMap((step) =>
      step.decide === null
        ? []
        : [{ ...base, kind: "failoverStep" as const, detail: step.name, expiresAt: step.deadlineAt, canDecide: step.decide }],
    );
  });
}

async function rollouts(ctx: ServiceContext): Promise<PendingApproval[]> {
  const waiting = await listRollouts(ctx, { phase: "AwaitingApproval" });
  const caller = await rolloutCaller(ctx);
  return Promise.all(
    waiting.map(async (rollout): Promise<PendingApproval> => {
      const gate = canDecideRollout({ phase: rollout.phase, requestedById: rollout.requestedById, ...caller });
      const wave = rollout.targets.filter((target) => target.wave === rollout.currentWave);
      const missing = await missingRight(
        ctx,
        wave.map((target) => target.clusterId),
      );
      const { message: title, phrase } = worded("PolicyAtVersion", { policy: rollout.policyName, version: rollout.toVersion });
      return {
        kind: "rollout",
        id: rollout.id,
        title,
        phrase,
        detail: wave.map((target) => target.clusterName).join(", "),
        requestedByName: rollout.requestedByName,
        requestedAt: rollout.requestedAt,
        expiresAt: null,
        canDecide: canDecide(gate, missing),
      };
    }),
  );
}

const roleWords = { viewer: "RoleViewer", operator: "RoleOperator", approver: "RoleApprover", admin: "RoleAdmin" } as const;

async function elevations(ctx: ServiceContext): Promise<PendingApproval[]> {
  return (await waitingElevations(ctx)).map(({ id, userName, role, hours, reason, requestedAt, expiresAt, canDecide: gate }) => {
    const { message: title, phrase } = worded("ElevationTitle", { name: userName, role: worded(roleWords[role]), hours });
    const base = { id, title, phrase, detail: reason, requestedByName: userName, requestedAt, expiresAt };
    return { ...base, kind: "elevation", canDecide: gate };
  });
}

async function waivers(ctx: ServiceContext): Promise<PendingApproval[]> {
  const { rows } = await listWaivers(ctx, ListWaivers.parse({ states: ["requested"] }));
  return Promise.all(
    rows.map(async ({ id, policyName, reason, clusterIds, requestedByName, requestedAt, expiresAt, allowed }): Promise<PendingApproval> => {
      const { message: title, phrase } = worded("WaiverTitle", { policy: policyName, until: expiresAt.toISOString().slice(0, 10) });
      const missing = allowed.decide.isMet ? await missingRight(ctx, clusterIds) : null;
      const base = { id, title, phrase, detail: reason, requestedByName, requestedAt, expiresAt };
      return { ...base, kind: "waiver", canDecide: missing ?? allowed.decide };
    }),
  );
}

/** Everything that waits for a decision and that the caller may see, the oldest first, and whether the decision is theirs. */
export async function listApprovals(ctx: ServiceContext): Promise<PendingApproval[]> {
  const all = [
    ...(await failovers(ctx)),
    ...(await pendingArmings(ctx)),
    ...(await rollouts(ctx)),
    ...(await elevations(ctx)),
    ...(await waivers(ctx)),
  ];
  return all.sort((a, b) => a.requestedAt.getTime() - b.requestedAt.getTime());
}
