import { SetAgentRights } from "@holdfast/contracts/cluster-import";
import { setAgentRights as set } from "@holdfast/services/imports/set-agent-rights";
import { z } from "zod";
import { procedure } from "../../procedures";

/** Says anew what the agent beside the hub may do beside the inventory. */
export const setAgentRights = procedure("cluster:edit")
  .input(SetAgentRights)
  .output(z.object({}))
  .mutation(async ({ ctx, input }) => {
    await set(ctx.as, input);
    return {};
  });
