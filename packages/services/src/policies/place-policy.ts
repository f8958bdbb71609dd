import { ClusterId } from "@holdfast/contracts/ids";
import type { PlacementView } from "@holdfast/contracts/policy";
import type { ClusterSelector } from "@holdfast/contracts/selector";
import { defaultWaves, placeTargets } from "@holdfast/domain/policy/rollout-waves";
import { authorise } from "../access/authorise";
import { visibleClusters } from "../access/visible-clusters";
import type { ServiceContext } from "../context/service-context";
import { placedClusters } from "./policy-target";

/** What a placement would choose, of what whoever is writing one may see. */
export async function placePolicy(ctx: ServiceContext, placement: ClusterSelector): Promise<PlacementView> {
  await authorise(ctx, {
    permission: "policy:read",
    action: "policy.place",
    target: { kind: "policy", id: "all", name: "policies", clusterId: null },
  });
  const visible = new Set((await visibleClusters(ctx, "fleet:read")).map(({ id }) => id));
  const placed = (await placedClusters(ctx.db.prisma, placement)).filter(({ id }) => visible.has(id));
  return {
    clusters: placed.map(({ id, name, environment }) => ({ clusterId: ClusterId.parse(id), clusterName: name, environment })),
    waves: placeTargets(defaultWaves, placed).waves,
  };
}
