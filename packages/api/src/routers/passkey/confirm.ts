import { PasskeyAnswer } from "@holdfast/contracts/passkey";
import { confirmByPasskey } from "@holdfast/services/sign-in/passkeys/confirm-passkey";
import { z } from "zod";
import { sessionProcedure } from "../../procedures";

/** Takes a passkey of the caller, for what asks for a fresh second factor. */
export const confirm = sessionProcedure("self:manage")
  .input(z.strictObject({ answer: PasskeyAnswer }))
  .mutation(({ ctx, input }) => confirmByPasskey(ctx.as, ctx.platform.signIn, input.answer));
