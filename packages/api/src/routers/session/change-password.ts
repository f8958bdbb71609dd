import { ChangePassword, EndedSessions } from "@holdfast/contracts/session";
import { changePassword as change } from "@holdfast/services/sign-in/change-password";
import { sessionProcedure } from "../../procedures";

/** Gives the caller another password, and signs them out everywhere else. */
export const changePassword = sessionProcedure("self:manage")
  .input(ChangePassword)
  .output(EndedSessions)
  .mutation(({ ctx, input }) => change(ctx.as, ctx.platform.signIn, input));
