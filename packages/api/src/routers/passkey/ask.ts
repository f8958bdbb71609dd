import { PasskeyQuestion } from "@holdfast/contracts/passkey";
import { askToConfirm } from "@holdfast/services/sign-in/passkeys/confirm-passkey";
import { sessionProcedure } from "../../procedures";

/** Begins to take a passkey of the caller, for what asks for a fresh second factor. */
export const ask = sessionProcedure("self:manage")
  .output(PasskeyQuestion)
  .mutation(({ ctx }) => askToConfirm(ctx.as, ctx.platform.signIn));
