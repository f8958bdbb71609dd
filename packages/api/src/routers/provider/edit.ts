import { EditProvider } from "@holdfast/contracts/identity-provider";
import { editProvider } from "@holdfast/services/identity-providers/edit-provider";
import { sessionProcedure } from "../../procedures";

/** Gives an identity provider other settings. */
export const edit = sessionProcedure("access:manage")
  .input(EditProvider)
  .mutation(({ ctx, input }) => editProvider(ctx.as, ctx.platform.signIn, input));
