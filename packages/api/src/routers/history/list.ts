import { ChangePage, ListChanges } from "@holdfast/contracts/history";
import { listChanges } from "@holdfast/services/history/list-changes";
import { procedure } from "../../procedures";

/** What changed on the clusters that the caller sees, newest first. */
export const list = procedure("inventory:read")
  .input(ListChanges)
  .output(ChangePage)
  .query(({ ctx, input }) => listChanges(ctx.as, input));
