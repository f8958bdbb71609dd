import { RehearseFailover } from "@holdfast/contracts/failover";
import { RunId } from "@holdfast/contracts/ids";
import { rehearseFailover } from "@holdfast/services/failover/rehearse-failover";
import { z } from "zod";
import { procedure } from "../../procedures";

/** Tries every step of a plan's workflow without doing any; the run's page tells what was found. */
export const rehearse = procedure("failover:request")
  .input(RehearseFailover)
  .output(z.object({ runId: RunId }))
  .mutation(async ({ ctx, input }) => ({ runId: RunId.parse((await rehearseFailover(ctx.as, input)).runId) }));
