import { CreateApiToken, IssuedApiToken } from "@holdfast/contracts/api-token";
import { createApiToken } from "@holdfast/services/identity/create-api-token";
import { sessionProcedure } from "../../procedures";

/** Makes an API token of the caller's. Its secret is answered this once. */
export const create = sessionProcedure("self:manage")
  .input(CreateApiToken)
  .output(IssuedApiToken)
  .mutation(({ ctx, input }) => createApiToken(ctx.as, input));
