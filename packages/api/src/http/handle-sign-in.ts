import type { Platform } from "../platform";
import { boundedRequest, guardRequest } from "./guard-request";

const CALLBACK = /^\/api\/auth\/oidc\/callback\/[a-z0-9-]{1,63}$/;

/**
 * An identity provider sends people back from another site, and that is what this one address is for: it takes nothing but an answer to
 * a sign-in that was begun in the same browser. Every other request is guarded as it is.
 */
function arrival(request: Request): Request {
  if (request.method !== "GET" || !CALLBACK.test(new URL(request.url).pathname)) return request;
  const headers = new Headers(request.headers);
  headers.delete("sec-fetch-site");
  return new Request(request.url, { headers });
}

/** Serves sign-in, sign-out and the session below /api/auth. */
export async function handleSignIn(platform: Platform, request: Request): Promise<Response> {
  const refusal = guardRequest(arrival(request), platform.origins, "/api/auth");
  if (refusal) return refusal;
  const bounded = await boundedRequest(request);
  return bounded ? platform.signIn.handle(bounded) : Response.json({ message: "This request is too large." }, { status: 413 });
}
