import { ListObjects, ObjectPage } from "@holdfast/contracts/inventory-list";
import { listObjects } from "@holdfast/services/inventory/list-objects";
import { procedure } from "../../procedures";

/** A page of objects over the clusters that the caller sees. */
export const list = procedure("inventory:read")
  .input(ListObjects)
  .output(ObjectPage)
  .query(({ ctx, input }) => listObjects(ctx.as, input));
