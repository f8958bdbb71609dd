import { RemoveFreezeWindow } from "@holdfast/contracts/freeze-window";
import { removeFreezeWindow } from "@holdfast/services/failover/remove-freeze-window";
import { procedure } from "../../procedures";

/** Takes a freeze away. */
export const removeFreeze = procedure("freeze:manage")
  .input(RemoveFreezeWindow)
  .mutation(({ ctx, input }) => removeFreezeWindow(ctx.as, input));
