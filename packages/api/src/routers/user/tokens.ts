import { ApiTokenPage, ListApiTokens } from "@holdfast/contracts/api-token";
import { listApiTokens } from "@holdfast/services/identity/list-api-tokens";
import { sessionProcedure } from "../../procedures";

/** Somebody's living API tokens. */
export const tokens = sessionProcedure("access:manage")
  .input(ListApiTokens)
  .output(ApiTokenPage)
  .query(({ ctx, input }) => listApiTokens(ctx.as, input));
