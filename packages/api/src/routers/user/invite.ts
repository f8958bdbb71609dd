import { InviteUser, IssuedInvitation } from "@holdfast/contracts/identity";
import { inviteUser } from "@holdfast/services/identity/invite-user";
import { sessionProcedure } from "../../procedures";

/** Makes an account, and the one-time secret by which its owner chooses a password. */
export const invite = sessionProcedure("access:manage")
  .input(InviteUser)
  .output(IssuedInvitation)
  .mutation(({ ctx, input }) => inviteUser(ctx.as, input));
