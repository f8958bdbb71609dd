import { IssuedInvitation } from "@holdfast/contracts/identity";
import { UserId } from "@holdfast/contracts/ids";
import { resetPassword as reset } from "@holdfast/services/identity/reset-password";
import { z } from "zod";
import { sessionProcedure } from "../../procedures";

/** A one-time link for who forgot their password; until it is used nobody signs in with that account. */
export const resetPassword = sessionProcedure("access:manage")
  .input(z.strictObject({ userId: UserId }))
  .output(IssuedInvitation)
  .mutation(({ ctx, input }) => reset(ctx.as, input.userId));
