import { NewFreezeWindow, SavedFreezeWindow } from "@holdfast/contracts/freeze-window";
import { createFreezeWindow } from "@holdfast/services/failover/create-freeze-window";
import { procedure } from "../../procedures";

/** Freezes groups, or all. */
export const createFreeze = procedure("freeze:manage")
  .input(NewFreezeWindow)
  .output(SavedFreezeWindow)
  .mutation(({ ctx, input }) => createFreezeWindow(ctx.as, input));
