import { DeleteObject, OrderAccepted } from "@holdfast/contracts/object";
import { deleteObject } from "@holdfast/services/objects/delete-object";
import { procedure } from "../../procedures";

/** Orders that an object is deleted. */
export const remove = procedure("object:delete")
  .input(DeleteObject)
  .output(OrderAccepted)
  .mutation(({ ctx, input }) => deleteObject(ctx.as, input));
