import { Fault } from "@holdfast/contracts/fault";
import { LedgerExport } from "@holdfast/contracts/ledger";
import { worded } from "@holdfast/contracts/worded";
import { requireSomewhere } from "@holdfast/services/access/require-somewhere";
import { exportLedger } from "@holdfast/services/ledger/export-ledger";
import type { Platform } from "../platform";
import { callerContext, requestContext } from "../request-context";
import { failedFile, fileResponse, refusedFile } from "./file-response";
import { guardRequest } from "./guard-request";
import { ledgerCsv, ledgerJson } from "./ledger-csv";

/** Where the ledger of runs is fetched as a file. */
export const LEDGER_EXPORT_ENDPOINT = "/api/runs/ledger";

function askedOf(url: string): LedgerExport {
  const { format, filter } = Object.fromEntries(new URL(url).searchParams);
  try {
    return LedgerExport.parse({ format, filter: JSON.parse(filter ?? "{}") });
  } catch {
    throw new Fault("InvalidInput", worded("LedgerUnreadable"));
  }
}

/** Serves the ledger of runs as CSV or JSON, as a filter means it: the runs whose sites the caller may see. */
export async function handleLedgerExport(platform: Platform, request: Request): Promise<Response> {
  const refusal = guardRequest(request, platform.origins, LEDGER_EXPORT_ENDPOINT);
  if (refusal) return refusal;
  const ctx = await requestContext(platform, request.headers);
  const as = callerContext(ctx);
  if (!as) return refusedFile(401, "Sign in first.");
  try {
    await requireSomewhere(as, "failover:read", "failover.ledger-export");
    const asked = askedOf(request.url);
    const parts = await exportLedger(as, asked);
    return asked.format === "csv"
      ? fileResponse("holdfast-runs.csv", "text/csv", ledgerCsv(parts))
      : fileResponse("holdfast-runs.json", "application/json", ledgerJson(parts));
  } catch (cause) {
    return failedFile(ctx, cause);
  }
}
