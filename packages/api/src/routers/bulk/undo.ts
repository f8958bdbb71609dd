import { BulkAccepted, UndoBulk } from "@holdfast/contracts/bulk";
import { undoBulk } from "@holdfast/services/bulk/undo-bulk";
import { procedure } from "../../procedures";

/** Takes back what a bulk order did. */
export const undo = procedure("object:operate")
  .input(UndoBulk)
  .output(BulkAccepted)
  .mutation(({ ctx, input }) => undoBulk(ctx.as, input));
