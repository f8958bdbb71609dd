import { ClusterId } from "@holdfast/contracts/ids";
import { retryHosted } from "@holdfast/services/imports/retry-hosted";
import { z } from "zod";
import { procedure } from "../../procedures";

/** Starts the agent beside the hub at once. */
export const retryAgent = procedure("cluster:edit")
  .input(z.strictObject({ clusterId: ClusterId }))
  .output(z.object({}))
  .mutation(async ({ ctx, input }) => {
    await retryHosted(ctx.as, input.clusterId);
    return {};
  });
