import { ApiTokenPage } from "@holdfast/contracts/api-token";
import { PageRequest } from "@holdfast/contracts/page";
import { listApiTokens } from "@holdfast/services/identity/list-api-tokens";
import { sessionProcedure } from "../../procedures";

/** The caller's living API tokens. */
export const list = sessionProcedure("self:manage")
  .input(PageRequest)
  .output(ApiTokenPage)
  .query(({ ctx, input }) => listApiTokens(ctx.as, { ...input, userId: ctx.session.user.id }));
