import { UserId } from "@holdfast/contracts/ids";
import { revokeApiToken } from "@holdfast/services/identity/revoke-api-token";
import { z } from "zod";
import { sessionProcedure } from "../../procedures";

/** Ends an API token of somebody. */
export const revokeToken = sessionProcedure("access:manage")
  .input(z.strictObject({ userId: UserId, tokenId: z.uuid() }))
  .mutation(({ ctx, input }) => revokeApiToken(ctx.as, input.tokenId, input.userId));
