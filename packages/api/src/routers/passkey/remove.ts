import { PasskeyId, PasskeyProof } from "@holdfast/contracts/passkey";
import { removePasskey } from "@holdfast/services/sign-in/passkeys/own-passkeys";
import { sessionProcedure } from "../../procedures";

/** Takes a passkey of the caller out of use. */
export const remove = sessionProcedure("self:manage")
  .input(PasskeyProof.extend({ id: PasskeyId }))
  .mutation(({ ctx, input }) => removePasskey(ctx.as, ctx.platform.signIn, input));
