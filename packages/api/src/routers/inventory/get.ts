import { ClusterId, ObjectUid } from "@holdfast/contracts/ids";
import { ObjectRow } from "@holdfast/contracts/inventory-list";
import { getObject } from "@holdfast/services/inventory/get-object";
import { z } from "zod";
import { procedure } from "../../procedures";

/** One object as the store has it. */
export const get = procedure("inventory:read")
  .input(z.strictObject({ clusterId: ClusterId, uid: ObjectUid }))
  .output(ObjectRow)
  .query(({ ctx, input }) => getObject(ctx.as, input));
