import { FindObjects, FoundPage } from "@holdfast/contracts/search";
import { findObjects } from "@holdfast/services/search/find-objects";
import { procedure } from "../../procedures";

/** A page of what a query finds over the clusters that the caller sees. */
export const find = procedure("inventory:read")
  .input(FindObjects)
  .output(FoundPage)
  .query(({ ctx, input }) => findObjects(ctx.as, input));
