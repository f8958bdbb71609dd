import { Fault } from "@holdfast/contracts/fault";
import { worded } from "@holdfast/contracts/worded";
import { requireSomewhere } from "@holdfast/services/access/require-somewhere";
import { visibleClusters } from "@holdfast/services/access/visible-clusters";
import { exportFound, type FoundExport } from "@holdfast/services/search/export-found";
import type { Platform } from "../platform";
import { callerContext, requestContext } from "../request-context";
import { failedFile, fileResponse, refusedFile } from "./file-response";
import { foundCsv } from "./found-csv";
import { guardRequest } from "./guard-request";

/** Where what a search finds is fetched as a file. */
export const EXPORT_ENDPOINT = "/api/search/export";

/**
 * The parts of a file, each handed out only to who may still have it. Rights that ended while the file was read are gone from the
 * next part on; without a session the file breaks off, so that nobody takes it for the whole.
 */
async function* stillVisible(platform: Platform, headers: Headers, parts: FoundExport["parts"]): FoundExport["parts"] {
  for await (const rows of parts) {
    const as = callerContext(await requestContext(platform, headers));
    if (!as) throw new Fault("Unauthenticated", worded("SessionEnded"));
    await requireSomewhere(as, "inventory:read", "search.export");
    const visible = new Set((await visibleClusters(as, "inventory:read")).map((cluster) => cluster.id));
    yield rows.filter((row) => visible.has(row.clusterId));
  }
}

/** Serves what the query `q` finds as CSV, as it is read. A file that could not hold it all says so in its name. */
export async function handleSearchExport(platform: Platform, request: Request): Promise<Response> {
  const refusal = guardRequest(request, platform.origins, EXPORT_ENDPOINT);
  if (refusal) return refusal;
  const ctx = await requestContext(platform, request.headers);
  const as = callerContext(ctx);
  if (!as) return refusedFile(401, "Sign in first.");
  try {
    await requireSomewhere(as, "inventory:read", "search.export");
    const found = await exportFound(as, new URL(request.url).searchParams.get("q") ?? "");
    const name = `search${found.isCut ? "-first-10000" : ""}.csv`;
    return fileResponse(name, "text/csv", foundCsv(stillVisible(platform, request.headers, found.parts)));
  } catch (cause) {
    return failedFile(ctx, cause);
  }
}
