import { UserId } from "@holdfast/contracts/ids";
import { enableUser } from "@holdfast/services/identity/enable-user";
import { z } from "zod";
import { sessionProcedure } from "../../procedures";

/** Brings a disabled account back. */
export const enable = sessionProcedure("access:manage")
  .input(z.strictObject({ userId: UserId }))
  .mutation(({ ctx, input }) => enableUser(ctx.as, input.userId));
