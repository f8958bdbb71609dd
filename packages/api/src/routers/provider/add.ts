import { AddProvider, ProviderId } from "@holdfast/contracts/identity-provider";
import { addProvider } from "@holdfast/services/identity-providers/add-provider";
import { z } from "zod";
import { sessionProcedure } from "../../procedures";

/** Lets people sign in with another identity provider. */
export const add = sessionProcedure("access:manage")
  .input(AddProvider)
  .output(z.object({ id: ProviderId }))
  .mutation(({ ctx, input }) => addProvider(ctx.as, ctx.platform.signIn, input));
