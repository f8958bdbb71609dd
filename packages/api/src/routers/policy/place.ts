import { PlacementView } from "@holdfast/contracts/policy";
import { ClusterSelector } from "@holdfast/contracts/selector";
import { placePolicy } from "@holdfast/services/policies/place-policy";
import { z } from "zod";
import { procedure } from "../../procedures";

/** What a placement would choose. */
export const place = procedure("policy:read")
  .input(z.strictObject({ placement: ClusterSelector }))
  .output(PlacementView)
  .query(({ ctx, input }) => placePolicy(ctx.as, input.placement));
