import { ClusterId } from "@holdfast/contracts/ids";
import type { PlacementView } from "@holdfast/contracts/policy";
import { defaultStrategy, type RolloutStrategy } from "@holdfast/contracts/rollout-strategy";
import type { ClusterSelector } from "@holdfast/contracts/selector";
import { placeTargets } from "@holdfast/domain/policy/rollout-waves";
import { authorise } from "../access/authorise";
import { visibleClusters } from "../access/visible-clusters";
import type { ServiceContext } from "../context/service-context";
import { withReach } from "./planned-push";
import { placedClusters } from "./policy-target";

/** What a placement would choose, and in which waves of a strategy, of what whoever is writing one may see. Without a strategy it is the default. */
export async function placePolicy(ctx: ServiceContext, placement: ClusterSelector, strategy?: RolloutStrategy): Promise<PlacementView> {
  await authorise(ctx, {
    permission: "policy:read",
    action: "policy.place",
    target: { kind: "policy", id: "all", name: "policies", clusterId: null },
  });
  const visible = new Set((await visibleClusters(ctx, "fleet:read")).map(({ id }) => id));
  const placed = (await placedClusters(ctx.db.prisma, placement)).filter(({ id }) => visible.has(id));
  const { waves, unplaced } = placeTargets(strategy ?? defaultStrategy, await withReach(ctx.db.prisma, placed, ctx.now()));
  return {
    clusters: placed.map(({ id, name, environment }) => ({ clusterId: ClusterId.parse(id), clusterName: name, environment })),
    waves,
    unplaced: unplaced.map(({ name }) => name),
  };
}
