import { EditObject, OrderAccepted } from "@holdfast/contracts/object";
import { editObject } from "@holdfast/services/objects/edit-object";
import { procedure } from "../../procedures";

/** Orders exactly the fields that were previewed. */
export const edit = procedure("object:edit")
  .input(EditObject)
  .output(OrderAccepted)
  .mutation(({ ctx, input }) => editObject(ctx.as, input));
