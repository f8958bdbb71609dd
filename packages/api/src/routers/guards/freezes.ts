import { FreezeWindowPage, ListFreezeWindows } from "@holdfast/contracts/freeze-window";
import { listFreezeWindows } from "@holdfast/services/failover/list-freeze-windows";
import { procedure } from "../../procedures";

/** A page of freezes, the newest first. */
export const freezes = procedure("failover:read")
  .input(ListFreezeWindows)
  .output(FreezeWindowPage)
  .query(({ ctx, input }) => listFreezeWindows(ctx.as, input));
