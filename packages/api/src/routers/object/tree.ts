import { ObjectRef, OwnerTree } from "@holdfast/contracts/object";
import { ownerTree } from "@holdfast/services/objects/owner-tree";
import { procedure } from "../../procedures";

/** Who owns an object, and what it owns. */
export const tree = procedure("inventory:read")
  .input(ObjectRef)
  .output(OwnerTree)
  .query(({ ctx, input }) => ownerTree(ctx.as, input));
