import { PasskeyProof, PasskeyQuestion } from "@holdfast/contracts/passkey";
import { beginPasskey } from "@holdfast/services/sign-in/passkeys/own-passkeys";
import { sessionProcedure } from "../../procedures";

/** Begins to make a passkey of the caller. */
export const begin = sessionProcedure("self:manage")
  .input(PasskeyProof)
  .output(PasskeyQuestion)
  .mutation(({ ctx, input }) => beginPasskey(ctx.as, ctx.platform.signIn, input));
