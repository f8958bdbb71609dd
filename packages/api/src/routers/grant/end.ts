import { GrantId } from "@holdfast/contracts/ids";
import { endGrant } from "@holdfast/services/identity/end-grant";
import { z } from "zod";
import { sessionProcedure } from "../../procedures";

/** Ends a grant at once. */
export const end = sessionProcedure("access:manage")
  .input(z.strictObject({ grantId: GrantId }))
  .mutation(({ ctx, input }) => endGrant(ctx.as, input.grantId));
