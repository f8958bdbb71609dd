import { BulkDetail, BulkRef } from "@holdfast/contracts/bulk";
import { getBulk } from "@holdfast/services/bulk/get-bulk";
import { procedure } from "../../procedures";

/** One bulk order with how far it is. */
export const get = procedure("inventory:read")
  .input(BulkRef)
  .output(BulkDetail)
  .query(({ ctx, input }) => getBulk(ctx.as, input));
