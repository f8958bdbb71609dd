import { ProviderId } from "@holdfast/contracts/identity-provider";
import { removeProvider } from "@holdfast/services/identity-providers/remove-provider";
import { z } from "zod";
import { sessionProcedure } from "../../procedures";

/** Takes an identity provider away, with what came by it. */
export const remove = sessionProcedure("access:manage")
  .input(z.strictObject({ providerId: ProviderId }))
  .mutation(({ ctx, input }) => removeProvider(ctx.as, input.providerId));
