import { Fault } from "@holdfast/contracts/fault";
import type { RolloutView } from "@holdfast/contracts/policy";
import { worded } from "@holdfast/contracts/worded";
import { authorise } from "../access/authorise";
import type { ServiceContext } from "../context/service-context";
import { restoresOf, rolloutNow } from "./rollout-now";
import { rolloutCaller, rolloutTarget, rolloutView } from "./rollout-view";

/** One rollout whole, with what the caller may do now. */
export async function getRollout(ctx: ServiceContext, rolloutId: string): Promise<RolloutView> {
  const rollout = await ctx.db.prisma.rollout.findUnique({ where: { id: rolloutId }, include: { policy: true, targets: true } });
  if (!rollout) throw new Fault("NotFound", worded("RolloutAbsent"));
  await authorise(ctx, { permission: "policy:read", action: "rollout.get", target: rolloutTarget(rollout) });
  const clusters = await ctx.db.prisma.cluster.findMany({
    where: { id: { in: rollout.targets.map((target) => target.clusterId) } },
    select: { id: true, name: true, environment: true },
  });
  const now = await rolloutNow(ctx.db.prisma, rollout, await restoresOf(ctx.db.prisma, [rollout.id]), ctx.now());
  return rolloutView(rollout, new Map(clusters.map((cluster) => [cluster.id, cluster])), await rolloutCaller(ctx), now);
}
