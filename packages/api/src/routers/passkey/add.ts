import { AddPasskey, PasskeyId } from "@holdfast/contracts/passkey";
import { addPasskey } from "@holdfast/services/sign-in/passkeys/own-passkeys";
import { z } from "zod";
import { sessionProcedure } from "../../procedures";

/** Keeps the passkey that the caller's browser made. */
export const add = sessionProcedure("self:manage")
  .input(AddPasskey)
  .output(z.object({ id: PasskeyId }))
  .mutation(({ ctx, input }) => addPasskey(ctx.as, ctx.platform.signIn, input));
