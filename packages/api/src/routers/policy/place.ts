import { PlacementView } from "@holdfast/contracts/policy";
import { RolloutStrategy } from "@holdfast/contracts/rollout-strategy";
import { ClusterSelector } from "@holdfast/contracts/selector";
import { placePolicy } from "@holdfast/services/policies/place-policy";
import { z } from "zod";
import { procedure } from "../../procedures";

/** What a placement would choose, and in which waves of a strategy. */
export const place = procedure("policy:read")
  .input(z.strictObject({ placement: ClusterSelector, strategy: RolloutStrategy.optional() }))
  .output(PlacementView)
  .query(({ ctx, input }) => placePolicy(ctx.as, input.placement, input.strategy));
