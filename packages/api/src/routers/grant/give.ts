import { GiveGrant } from "@holdfast/contracts/identity";
import { GrantId } from "@holdfast/contracts/ids";
import { giveGrant } from "@holdfast/services/identity/give-grant";
import { z } from "zod";
import { sessionProcedure } from "../../procedures";

/** Gives somebody a role on a set of clusters. */
export const give = sessionProcedure("access:manage")
  .input(GiveGrant)
  .output(z.object({ id: GrantId }))
  .mutation(({ ctx, input }) => giveGrant(ctx.as, input));
