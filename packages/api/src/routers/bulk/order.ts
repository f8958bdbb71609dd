import { BulkAccepted, OrderBulk } from "@holdfast/contracts/bulk";
import { orderBulk } from "@holdfast/services/bulk/order-bulk";
import { procedure } from "../../procedures";

/** Orders one verb for many objects. */
export const order = procedure("object:operate")
  .input(OrderBulk)
  .output(BulkAccepted)
  .mutation(({ ctx, input }) => orderBulk(ctx.as, input));
