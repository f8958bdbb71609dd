import { Fault } from "@holdfast/contracts/fault";
import type { RequestRollout } from "@holdfast/contracts/policy";
import { worded } from "@holdfast/contracts/worded";
import { canPush } from "@holdfast/domain/policy/rollout-gates";
import { authorise } from "../access/authorise";
import { gated, holdGate } from "../access/gated";
import { refuse } from "../access/refuse";
import { refuseByGate } from "../access/refuse-by-gate";
import type { ServiceContext } from "../context/service-context";
import { plannedPush } from "./planned-push";
import { placedClusters, policyById, policyTarget } from "./policy-target";
import { pushFacts } from "./push-facts";
import { startRollout } from "./start-rollout";

/** Sends a version on its way through the waves. The hub carries it out; the outcome comes by the rollout's events. */
export async function pushPolicy(ctx: ServiceContext, input: RequestRollout): Promise<{ rolloutId: string }> {
  const policy = await policyById(ctx.db.prisma, input.policyId);
  const clusters = await placedClusters(ctx.db.prisma, policy.placement);
  const attempt = { action: "policy.push", target: policyTarget(policy) };
  if (clusters.length === 0) return refuse(ctx, attempt, new Fault("GateRefused", worded("PlacementEmpty")));
  const decision = await authorise(ctx, { permission: "policy:push", ...attempt, clusters });
  await refuseByGate(ctx, attempt, canPush(await pushFacts(ctx.db.prisma, policy, input.version, clusters, ctx.now())), decision);
  return gated(ctx, attempt, decision, async (unit) => {
    // Asked again under the policy's row lock: of two who push at once one is refused.
    await unit.tx.$queryRaw`SELECT 1 FROM policy WHERE id = ${policy.id}::uuid FOR UPDATE`;
    holdGate(canPush(await pushFacts(unit.tx, policy, input.version, clusters, ctx.now())));
    const { id } = await startRollout(ctx, unit, {
      policy,
      action: "push",
      toVersion: input.version,
      fromVersion: null,
      planned: await plannedPush(unit.tx, policy.id, input.version, clusters, ctx.now()),
      decision,
      reason: null,
    });
    return { rolloutId: id };
  });
}
