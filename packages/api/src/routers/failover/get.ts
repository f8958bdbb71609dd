import { RunView } from "@holdfast/contracts/failover";
import { RunId } from "@holdfast/contracts/ids";
import { getRun } from "@holdfast/services/failover/get-run";
import { z } from "zod";
import { procedure } from "../../procedures";

/** One run whole. */
export const get = procedure("failover:read")
  .input(z.strictObject({ runId: RunId }))
  .output(RunView)
  .query(({ ctx, input }) => getRun(ctx.as, input.runId));
