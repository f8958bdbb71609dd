import { Fault } from "@holdfast/contracts/fault";
import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import type { Platform } from "../platform";
import { requestContext } from "../request-context";
import { appRouter } from "../router";
import { boundedRequest, guardRequest } from "./guard-request";

/** Where the browser's calls go. */
export const TRPC_ENDPOINT = "/api/trpc";

/** Serves the browser's tRPC. */
export async function handleTrpc(platform: Platform, request: Request): Promise<Response> {
  const refusal = guardRequest(request, platform.origins, TRPC_ENDPOINT);
  if (refusal) return refusal;
  const bounded = await boundedRequest(request);
  if (!bounded) return Response.json({ error: { message: "This request is too large." } }, { status: 413 });
  return fetchRequestHandler({
    endpoint: TRPC_ENDPOINT,
    req: bounded,
    router: appRouter,
    createContext: () => requestContext(platform, request.headers),
    onError({ error, path, ctx }) {
      // What a stream throws after it has begun passes no middleware.
      if (error.code === "INTERNAL_SERVER_ERROR" && !(error.cause instanceof Fault))
        platform.log.error({ err: error, procedure: path ?? "", "request.id": ctx?.requestId ?? "" }, "request failed");
    },
    responseMeta: () => ({ headers: { "cache-control": "no-store" } }),
  });
}
