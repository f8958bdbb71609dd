import { DisableUser } from "@holdfast/contracts/identity";
import { disableUser } from "@holdfast/services/identity/disable-user";
import { sessionProcedure } from "../../procedures";

/** Takes an account out of use. */
export const disable = sessionProcedure("access:manage")
  .input(DisableUser)
  .mutation(({ ctx, input }) => disableUser(ctx.as, input));
