import { ClusterId } from "@holdfast/contracts/ids";
import { ResourceCount } from "@holdfast/contracts/inventory-list";
import { countResources } from "@holdfast/services/inventory/count-resources";
import { z } from "zod";
import { procedure } from "../../procedures";

/** How many objects of each kind there are, by health. */
export const counts = procedure("inventory:read")
  .input(z.strictObject({ clusterIds: z.array(ClusterId).max(200).optional() }))
  .output(z.array(ResourceCount))
  .query(({ ctx, input }) => countResources(ctx.as, input));
