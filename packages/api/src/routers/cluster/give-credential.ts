import { GiveCredential } from "@holdfast/contracts/cluster-import";
import { giveCredential as give } from "@holdfast/services/imports/give-credential";
import { z } from "zod";
import { procedure } from "../../procedures";

/** Another credential for the agent beside the hub, or the first one of a cluster whose agent is gone. */
export const giveCredential = procedure("cluster:edit")
  .input(GiveCredential)
  .output(z.object({}))
  .mutation(async ({ ctx, input }) => {
    await give(ctx.as, ctx.platform.imports(), input);
    return {};
  });
