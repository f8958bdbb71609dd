import { ClusterId } from "@holdfast/contracts/ids";
import type { PlacementView } from "@holdfast/contracts/policy";
import type { ClusterSelector } from "@holdfast/contracts/selector";
import { defaultWaves, placeTargets } from "@holdfast/domain/policy/rollout-waves";
import { authorise } from "../access/authorise";
import type { ServiceContext } from "../context/service-context";
import { placedClusters } from "./policy-target";

/** What a placement would choose, for whoever is writing one. */
export async function placePolicy(ctx: ServiceContext, placement: ClusterSelector): Promise<PlacementView> {
  await authorise(ctx, {
    permission: "policy:read",
    action: "policy.place",
    target: { kind: "policy", id: "all", name: "policies", clusterId: null },
  });
  const placed = await placedClusters(ctx.db.prisma, placement);
  return {
    clusters: placed.map(({ id, name, environment }) => ({ clusterId: ClusterId.parse(id), clusterName: name, environment })),
    waves: placeTargets(defaultWaves, placed).waves,
  };
}
