import { ProviderId } from "@holdfast/contracts/identity-provider";
import { disconnectProvider } from "@holdfast/services/identity-providers/disconnect-provider";
import { z } from "zod";
import { sessionProcedure } from "../../procedures";

/** Ends the connection of the caller's account with an identity provider. */
export const disconnect = sessionProcedure("self:manage")
  .input(z.strictObject({ providerId: ProviderId }))
  .mutation(({ ctx, input }) => disconnectProvider(ctx.as, input.providerId));
