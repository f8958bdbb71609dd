import { ListUsers, UserPage } from "@holdfast/contracts/identity";
import { listUsers } from "@holdfast/services/identity/list-users";
import { procedure } from "../../procedures";

/** A page of everybody with an account. */
export const list = procedure("access:read")
  .input(ListUsers)
  .output(UserPage)
  .query(({ ctx, input }) => listUsers(ctx.as, input));
