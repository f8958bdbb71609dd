import { revokeApiToken } from "@holdfast/services/identity/revoke-api-token";
import { z } from "zod";
import { sessionProcedure } from "../../procedures";

/** Ends one of the caller's own API tokens. */
export const revoke = sessionProcedure("self:manage")
  .input(z.strictObject({ tokenId: z.uuid() }))
  .mutation(({ ctx, input }) => revokeApiToken(ctx.as, input.tokenId, ctx.session.user.id));
