import type { Platform } from "../platform";
import { boundedRequest, guardRequest } from "./guard-request";

/** Serves sign-in, sign-out and the session below /api/auth. */
export async function handleSignIn(platform: Platform, request: Request): Promise<Response> {
  const refusal = guardRequest(request, platform.origins, "/api/auth");
  if (refusal) return refusal;
  const bounded = await boundedRequest(request);
  return bounded ? platform.signIn.handle(bounded) : Response.json({ message: "This request is too large." }, { status: 413 });
}
