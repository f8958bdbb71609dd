import { ObjectOrder, ObjectRef } from "@holdfast/contracts/object";
import { listObjectOrders } from "@holdfast/services/objects/list-object-orders";
import { z } from "zod";
import { procedure } from "../../procedures";

/** What people ordered for an object, and what became of it. */
export const orders = procedure("inventory:read")
  .input(ObjectRef)
  .output(z.array(ObjectOrder))
  .query(({ ctx, input }) => listObjectOrders(ctx.as, input));
