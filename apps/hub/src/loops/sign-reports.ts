import { acquireLease } from "@holdfast/db/lease";
import type { ServiceContext } from "@holdfast/services/context/service-context";
import type { SigningKey } from "@holdfast/services/pki/signing-key";
import { runsToReport, signRunReport } from "@holdfast/services/reports/sign-run-report";
import { every } from "./every";

const INTERVAL_MS = 2000;
const LEASE_MS = 30_000;
const AT_ONCE = 5;

/** Signs the report of each run that has ended, within seconds, in one hub of the installation. One that can't be made holds up no other. */
export function signReports(ctx: ServiceContext, hubId: string, key: SigningKey) {
  // Until this hub starts anew.
  const failed = new Set<string>();
  return every(INTERVAL_MS, "run reports", ctx.log, async (signal) => {
    const waiting = await runsToReport(ctx, AT_ONCE, [...failed]);
    if (waiting.length === 0 || !(await acquireLease(ctx.db, "run-reports", hubId, LEASE_MS))) return;
    // Fetched with the first report: a font of megabytes is nothing that a hub needs to start.
    const { renderReport } = await import("@holdfast/services/reports/render-report");
    for (const runId of waiting) {
      if (signal.aborted) return;
      await signRunReport(ctx, key, renderReport, runId).catch((err: unknown) => {
        failed.add(runId);
        ctx.log.error({ err, "run.id": runId }, "the report of a run could not be made");
      });
    }
  });
}
