import { Fault } from "@holdfast/contracts/fault";
import { TakeReport } from "@holdfast/contracts/run-report";
import { worded } from "@holdfast/contracts/worded";
import { takeRunReport } from "@holdfast/services/reports/take-run-report";
import type { Platform } from "../platform";
import { callerContext, requestContext } from "../request-context";
import { failedFile, refusedFile, wholeFile } from "./file-response";
import { guardRequest } from "./guard-request";

/** Where the report of a run is fetched as a file: signed, on paper, or the keys that it is verified with. */
export const RUN_REPORT_ENDPOINT = "/api/runs/report";

const types = { json: "application/json", pdf: "application/pdf", keys: "application/x-pem-file" } as const;

function askedOf(url: string): TakeReport {
  const { run, format } = Object.fromEntries(new URL(url).searchParams);
  const asked = TakeReport.safeParse({ runId: run, format });
  if (!asked.success) throw new Fault("InvalidInput", worded("ReportUnreadable"));
  return asked.data;
}

/** Serves the report of a run to whoever may read its failovers; that it was taken is in the audit chain. */
export async function handleRunReport(platform: Platform, request: Request): Promise<Response> {
  const refusal = guardRequest(request, platform.origins, RUN_REPORT_ENDPOINT);
  if (refusal) return refusal;
  const ctx = await requestContext(platform, request.headers);
  const as = callerContext(ctx);
  if (!as) return refusedFile(401, "Sign in first.");
  try {
    const asked = askedOf(request.url);
    const { name, bytes } = await takeRunReport(as, asked, platform.reportKeys());
    return wholeFile(name, types[asked.format], bytes);
  } catch (cause) {
    return failedFile(ctx, cause);
  }
}
