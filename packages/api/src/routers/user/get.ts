import { UserView } from "@holdfast/contracts/identity";
import { UserId } from "@holdfast/contracts/ids";
import { getUser } from "@holdfast/services/identity/get-user";
import { z } from "zod";
import { procedure } from "../../procedures";

/** One user, the grants and what the caller may do about them. */
export const get = procedure("access:read")
  .input(z.strictObject({ userId: UserId }))
  .output(UserView)
  .query(({ ctx, input }) => getUser(ctx.as, input.userId));
