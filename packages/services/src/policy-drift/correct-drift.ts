import { Fault } from "@holdfast/contracts/fault";
import type { CorrectDrift } from "@holdfast/contracts/policy-drift";
import { worded } from "@holdfast/contracts/worded";
import { canCorrect } from "@holdfast/domain/policy/drift-gates";
import { authorise } from "../access/authorise";
import { gated, holdGate } from "../access/gated";
import { refuse } from "../access/refuse";
import { refuseByGate } from "../access/refuse-by-gate";
import { visibleCluster } from "../clusters/visible-cluster";
import type { ServiceContext } from "../context/service-context";
import { isBeingWritten, isExpected } from "./is-moving";
import { lastApplied } from "./last-applied";
import { lockDeployment } from "./lock-deployment";
import { orderCorrection } from "./order-correction";
import { driftTarget } from "./stored-drift";

/** Has the objects of a policy in the drift's cluster put right now, as often as a person wants. */
export async function correctDrift(ctx: ServiceContext, input: CorrectDrift): Promise<{ commandId: string }> {
  const { prisma } = ctx.db;
  const drift = await prisma.policyDrift.findUnique({ where: { id: input.driftId }, include: { policy: true } });
  if (!drift) throw new Fault("NotFound", worded("DriftAbsent"));
  const cluster = await visibleCluster(ctx, drift.clusterId);
  const { policy, policyId, clusterId } = drift;
  const attempt = { action: "policy.correct", target: driftTarget(policy, clusterId) };
  const decision = await authorise(ctx, { permission: "policy:push", ...attempt, clusters: [cluster] });
  const key = { policyId, clusterId };
  const gate = async (tx: Parameters<typeof isExpected>[0]) => {
    const now = ctx.now();
    const open = await tx.policyDrift.count({ where: { id: drift.id, endedAt: null } });
    const hasDeployment = await tx.policyDeployment.count({ where: key });
    const isMoving = (await isExpected(tx, key)) || (await isBeingWritten(tx, key, now, now));
    return canCorrect({ hasEnded: open + hasDeployment < 2, isMoving });
  };
  await refuseByGate(ctx, attempt, await gate(prisma), decision);
  const wanted = await prisma.policyDeployment.findUniqueOrThrow({ where: { policyId_clusterId: key } });
  const apply = await lastApplied(prisma, policy, wanted);
  if (!apply) return refuse(ctx, attempt, new Fault("WrongPhase", worded("DriftAppliedUnknown")), decision);
  return gated(ctx, attempt, decision, async (unit) => {
    await lockDeployment(unit.tx, key);
    holdGate(await gate(unit.tx));
    const deployment = await unit.tx.policyDeployment.findUniqueOrThrow({ where: { policyId_clusterId: key } });
    // Pushed in this very moment: there is another version to be right by.
    if (deployment.contentHash !== apply.contentHash) holdGate(canCorrect({ hasEnded: false, isMoving: true }));
    const drifts = await unit.tx.policyDrift.findMany({ where: { ...key, endedAt: null } });
    return {
      commandId: await orderCorrection(ctx, unit, { input: apply, policy, deployment, drifts, person: { reason: input.reason, decision } }),
    };
  });
}
