import { ViolationExport, type ViolationRow } from "@holdfast/contracts/compliance";
import { Fault } from "@holdfast/contracts/fault";
import { worded } from "@holdfast/contracts/worded";
import { requireSomewhere } from "@holdfast/services/access/require-somewhere";
import { visibleClusters } from "@holdfast/services/access/visible-clusters";
import { exportViolations } from "@holdfast/services/compliance/export-violations";
import type { Platform } from "../platform";
import { callerContext, requestContext } from "../request-context";
import { failedFile, fileResponse, refusedFile } from "./file-response";
import { guardRequest } from "./guard-request";
import { violationCsv, violationJson } from "./violation-csv";

/** Where violations of policies are fetched as a file. */
export const VIOLATION_EXPORT_ENDPOINT = "/api/policies/violations";

const ACTION = "policy.export-violations";

/**
 * The parts of a file, each handed out only to who may still have it. Rights that ended while the file was read are gone from the
 * next part on; without a session the file breaks off, so that nobody takes it for the whole.
 */
async function* stillVisible(platform: Platform, headers: Headers, parts: AsyncGenerator<ViolationRow[]>): AsyncGenerator<ViolationRow[]> {
  for await (const rows of parts) {
    const as = callerContext(await requestContext(platform, headers));
    if (!as) throw new Fault("Unauthenticated", worded("SessionEnded"));
    await requireSomewhere(as, "policy:read", ACTION);
    const visible = new Set((await visibleClusters(as, "inventory:read")).map((cluster) => cluster.id));
    yield rows.filter((row) => visible.has(row.clusterId));
  }
}

function askedOf(url: string): ViolationExport {
  const { format, filter } = Object.fromEntries(new URL(url).searchParams);
  try {
    return ViolationExport.parse({ format, filter: JSON.parse(filter ?? "{}") });
  } catch {
    throw new Fault("InvalidInput", worded("ViolationsUnreadable"));
  }
}

/** Serves violations as CSV or JSON, all that a filter means: those of the clusters whose objects the caller may see. */
export async function handleViolationExport(platform: Platform, request: Request): Promise<Response> {
  const refusal = guardRequest(request, platform.origins, VIOLATION_EXPORT_ENDPOINT);
  if (refusal) return refusal;
  const ctx = await requestContext(platform, request.headers);
  const as = callerContext(ctx);
  if (!as) return refusedFile(401, "Sign in first.");
  try {
    await requireSomewhere(as, "policy:read", ACTION);
    const asked = askedOf(request.url);
    const parts = stillVisible(platform, request.headers, await exportViolations(as, asked));
    return asked.format === "csv"
      ? fileResponse("holdfast-violations.csv", "text/csv", violationCsv(parts))
      : fileResponse("holdfast-violations.json", "application/json", violationJson(parts));
  } catch (cause) {
    return failedFile(ctx, cause);
  }
}
