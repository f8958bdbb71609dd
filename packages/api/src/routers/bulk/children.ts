import { BulkChildPage, ListBulkChildren } from "@holdfast/contracts/bulk";
import { listBulkChildren } from "@holdfast/services/bulk/list-bulk-children";
import { procedure } from "../../procedures";

/** The objects of a bulk order and what became of each. */
export const children = procedure("inventory:read")
  .input(ListBulkChildren)
  .output(BulkChildPage)
  .query(({ ctx, input }) => listBulkChildren(ctx.as, input));
