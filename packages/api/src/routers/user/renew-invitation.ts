import { IssuedInvitation } from "@holdfast/contracts/identity";
import { UserId } from "@holdfast/contracts/ids";
import { renewInvitation as renew } from "@holdfast/services/identity/renew-invitation";
import { z } from "zod";
import { sessionProcedure } from "../../procedures";

/** A new secret for who was invited and has no password yet. */
export const renewInvitation = sessionProcedure("access:manage")
  .input(z.strictObject({ userId: UserId }))
  .output(IssuedInvitation)
  .mutation(({ ctx, input }) => renew(ctx.as, input.userId));
