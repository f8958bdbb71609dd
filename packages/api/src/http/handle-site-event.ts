import { randomUUID } from "node:crypto";
import { Fault, faultView } from "@holdfast/contracts/fault";
import { worded } from "@holdfast/contracts/worded";
import { findTriggerSource, takeSiteEvent } from "@holdfast/services/trigger-sources/take-site-event";
import { TRPCError } from "@trpc/server";
import { getHTTPStatusCodeFromError } from "@trpc/server/http";
import { secondsToWait } from "../bearer-rate";
import { faultCodes } from "../fault-codes";
import type { Platform } from "../platform";
import { bearerSecret } from "./bearer-secret";
import { boundedRequest } from "./guard-request";
import { readCloudEvent } from "./read-cloud-event";

const answer = (status: number, value: object, headers: Record<string, string> = {}) =>
  Response.json(value, { status, headers: { ...headers, "cache-control": "no-store" } });

/** Takes the CloudEvents of trigger sources. A cookie opens nothing here: only the secret of a source does, so that no page can send one for a person. */
export async function handleSiteEvent(platform: Platform, request: Request): Promise<Response> {
  const requestId = randomUUID();
  try {
    const source = await findTriggerSource(platform.base, bearerSecret(request.headers) ?? "");
    if (!source) throw new Fault("Unauthenticated", worded("SourceSecretUnknown"));
    const seconds = secondsToWait(`trigger-source:${source.id}`, performance.now());
    if (seconds > 0)
      return answer(429, faultView(new Fault("TooManyRequests", worded("SourceTooOften", { seconds }))), {
        "retry-after": String(seconds),
      });
    const bounded = await boundedRequest(request);
    if (!bounded) throw new Fault("TooLarge", worded("SiteEventTooLarge"));
    const { isNew } = await takeSiteEvent({ ...platform.base, requestId }, source, await readCloudEvent(bounded));
    return answer(isNew ? 202 : 200, { isNew });
  } catch (cause) {
    if (cause instanceof Fault)
      return answer(getHTTPStatusCodeFromError(new TRPCError({ code: faultCodes[cause.code] })), faultView(cause));
    platform.log.error({ err: cause, "request.id": requestId }, "an event of a trigger source could not be taken");
    return answer(500, { code: "Internal", message: "Something failed here. The console's log says why.", reference: requestId });
  }
}
