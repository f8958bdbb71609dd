import { ChangeRef, ChangeRow } from "@holdfast/contracts/history";
import { getChange } from "@holdfast/services/history/get-change";
import { procedure } from "../../procedures";

/** One change, field by field. */
export const get = procedure("inventory:read")
  .input(ChangeRef)
  .output(ChangeRow)
  .query(({ ctx, input }) => getChange(ctx.as, input));
