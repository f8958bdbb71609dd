import { RunId } from "@holdfast/contracts/ids";
import { RunReportView } from "@holdfast/contracts/run-report";
import { getRunReport } from "@holdfast/services/reports/get-run-report";
import { z } from "zod";
import { procedure } from "../../procedures";

/** The signed report of a run that has ended. */
export const report = procedure("failover:read")
  .input(z.strictObject({ runId: RunId }))
  .output(RunReportView)
  .query(({ ctx, input }) => getRunReport(ctx.as, input.runId));
