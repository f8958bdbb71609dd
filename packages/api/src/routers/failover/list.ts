import { RunListRow } from "@holdfast/contracts/failover";
import { PlanId } from "@holdfast/contracts/ids";
import { listRuns } from "@holdfast/services/failover/list-runs";
import { z } from "zod";
import { procedure } from "../../procedures";

/** The newest runs of a plan, or of all. */
export const list = procedure("failover:read")
  .input(z.strictObject({ planId: PlanId.optional() }))
  .output(z.array(RunListRow))
  .query(({ ctx, input }) => listRuns(ctx.as, input));
