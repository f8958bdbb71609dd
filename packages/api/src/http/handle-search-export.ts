import { Fault } from "@holdfast/contracts/fault";
import { worded } from "@holdfast/contracts/worded";
import { requireSomewhere } from "@holdfast/services/access/require-somewhere";
import { visibleClusters } from "@holdfast/services/access/visible-clusters";
import { exportFound, type FoundExport } from "@holdfast/services/search/export-found";
import { TRPCError } from "@trpc/server";
import { getHTTPStatusCodeFromError } from "@trpc/server/http";
import { faultCodes } from "../fault-codes";
import type { Platform } from "../platform";
import { callerContext, requestContext } from "../request-context";
import { foundCsv } from "./found-csv";
import { guardRequest } from "./guard-request";

/** Where what a search finds is fetched as a file. */
export const EXPORT_ENDPOINT = "/api/search/export";

const tell = (status: number, message: string) =>
  new Response(`${message}\n`, { status, headers: { "content-type": "text/plain; charset=utf-8", "cache-control": "no-store" } });

/** The texts as a body, each made when the reader has room for it; a reader that leaves ends the reading of the store. */
function bodyOf(texts: AsyncGenerator<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await texts.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
    async cancel() {
      await texts.return(undefined);
    },
  });
}

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
  if (!as) return tell(401, "Sign in first.");
  try {
    await requireSomewhere(as, "inventory:read", "search.export");
    const found = await exportFound(as, new URL(request.url).searchParams.get("q") ?? "");
    return new Response(bodyOf(foundCsv(stillVisible(platform, request.headers, found.parts))), {
      headers: {
        "content-type": "text/csv; charset=utf-8",
        "content-disposition": `attachment; filename="search${found.isCut ? "-first-10000" : ""}.csv"`,
        "cache-control": "no-store",
        "x-content-type-options": "nosniff",
      },
    });
  } catch (cause) {
    if (cause instanceof Fault) return tell(getHTTPStatusCodeFromError(new TRPCError({ code: faultCodes[cause.code] })), cause.message);
    platform.log.error({ err: cause, "request.id": ctx.requestId }, "export failed");
    return tell(500, `Something failed here. The reference for the log is ${ctx.requestId}.`);
  }
}
