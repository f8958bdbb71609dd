import { confirmSecondFactor } from "@holdfast/services/sign-in/confirm-second-factor";
import { z } from "zod";
import { sessionProcedure } from "../../procedures";

/** Takes a code of the caller's authenticator, for what asks for one again. */
export const confirm = sessionProcedure("self:manage")
  .input(z.strictObject({ code: z.string().regex(/^\d{6}$/, "must be the six digits that the authenticator shows") }))
  .mutation(({ ctx, input }) => confirmSecondFactor(ctx.as, ctx.platform.signIn, ctx.headers, input.code));
