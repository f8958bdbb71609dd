import { EditFreezeWindow, SavedFreezeWindow } from "@holdfast/contracts/freeze-window";
import { editFreezeWindow } from "@holdfast/services/failover/edit-freeze-window";
import { procedure } from "../../procedures";

/** Says a freeze anew. */
export const editFreeze = procedure("freeze:manage")
  .input(EditFreezeWindow)
  .output(SavedFreezeWindow)
  .mutation(({ ctx, input }) => editFreezeWindow(ctx.as, input));
