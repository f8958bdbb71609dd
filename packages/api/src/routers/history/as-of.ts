import { AsOfView, ObjectAsOf } from "@holdfast/contracts/history";
import { objectAsOf } from "@holdfast/services/history/object-as-of";
import { procedure } from "../../procedures";

/** One object as it was at an instant. */
export const asOf = procedure("inventory:read")
  .input(ObjectAsOf)
  .output(AsOfView)
  .query(({ ctx, input }) => objectAsOf(ctx.as, input));
