import { ChangePage, ListObjectChanges } from "@holdfast/contracts/history";
import { listObjectChanges } from "@holdfast/services/history/list-object-changes";
import { procedure } from "../../procedures";

/** The changes of one object, newest first. */
export const object = procedure("inventory:read")
  .input(ListObjectChanges)
  .output(ChangePage)
  .query(({ ctx, input }) => listObjectChanges(ctx.as, input));
