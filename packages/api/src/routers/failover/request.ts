import { RequestFailover } from "@holdfast/contracts/failover";
import { RunId } from "@holdfast/contracts/ids";
import { requestFailover } from "@holdfast/services/failover/request-failover";
import { z } from "zod";
import { procedure } from "../../procedures";

/** Asks for a failover; nothing happens before a second person approves. */
export const request = procedure("failover:request")
  .input(RequestFailover)
  .output(z.object({ runId: RunId }))
  .mutation(async ({ ctx, input }) => ({ runId: RunId.parse((await requestFailover(ctx.as, input)).runId) }));
