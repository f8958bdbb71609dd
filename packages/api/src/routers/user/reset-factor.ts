import { UserId } from "@holdfast/contracts/ids";
import { resetSecondFactor } from "@holdfast/services/identity/reset-second-factor";
import { z } from "zod";
import { sessionProcedure } from "../../procedures";

/** Takes away the second factor of somebody who lost it. */
export const resetFactor = sessionProcedure("access:manage")
  .input(z.strictObject({ userId: UserId }))
  .mutation(({ ctx, input }) => resetSecondFactor(ctx.as, input.userId));
