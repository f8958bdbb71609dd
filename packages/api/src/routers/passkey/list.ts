import { OwnPasskeys } from "@holdfast/contracts/passkey";
import { listPasskeys } from "@holdfast/services/sign-in/passkeys/own-passkeys";
import { sessionProcedure } from "../../procedures";

/** The caller's passkeys. */
export const list = sessionProcedure("self:manage")
  .output(OwnPasskeys)
  .query(({ ctx }) => listPasskeys(ctx.as, ctx.platform.signIn));
