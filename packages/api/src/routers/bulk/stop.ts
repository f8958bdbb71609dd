import { BulkRef } from "@holdfast/contracts/bulk";
import { stopBulk } from "@holdfast/services/bulk/stop-bulk";
import { procedure } from "../../procedures";

/** Stops what a bulk order has not ordered yet. */
export const stop = procedure("object:operate")
  .input(BulkRef)
  .mutation(({ ctx, input }) => stopBulk(ctx.as, input));
