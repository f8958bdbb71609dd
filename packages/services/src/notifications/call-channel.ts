import { Fault } from "@holdfast/contracts/fault";
import type { Worded } from "@holdfast/contracts/phrase";
import { worded } from "@holdfast/contracts/worded";
import type { Database } from "@holdfast/db/database";
import { requireUrl } from "../outbound/check-target";
import { ask, post } from "../outbound/post";
import type { Resolver } from "../outbound/resolve-host";
import { openDestination } from "./destination";
import type { ChannelSettings } from "./notify-settings";
import { signatureHeaders } from "./sign-message";

/** What calling a channel needs of the process. */
export interface CallSettings extends ChannelSettings {
  readonly resolve: Resolver;
}

/** A call as its caller keeps it. */
export interface ChannelCall {
  readonly channel: string;
  readonly key: string;
  readonly body: string;
  readonly timeoutMs: number;
}

/** What came of a call. `unsent`: surely nothing reached the receiver. `unheard`: something may have. */
export type ChannelAnswer =
  | { readonly kind: "answered"; readonly status: number }
  | { readonly kind: "unsent" | "unheard"; readonly because: Worded };

type Opened = { readonly url: URL; readonly secret: string } | { readonly refusal: Worded };

/** The channel of a name, opened for a call; or why it can't be called. */
async function openChannel({ prisma }: Database, settings: ChannelSettings, channel: string): Promise<Opened> {
  const row = await prisma.notificationChannel.findUnique({ where: { name: channel } });
  if (!row) return { refusal: worded("CallChannelAbsent", { channel }) };
  if (row.kind !== "webhook" && row.kind !== "cloudevents") return { refusal: worded("CallChannelKind", { channel }) };
  if (!row.isOn) return { refusal: worded("CallChannelOff", { channel }) };
  const open = openDestination(row, settings);
  const { url, secret } = open?.secrets ?? {};
  if (url === undefined || secret === undefined) return { refusal: worded("CallChannelSealed", { channel }) };
  try {
    return { url: requireUrl(url, settings.allowed), secret };
  } catch (cause) {
    // A rule about addresses that became stricter since the channel was made.
    if (!(cause instanceof Fault)) throw cause;
    return { refusal: worded("CallChannelRefused", { channel, why: { message: cause.message, phrase: cause.phrase } }) };
  }
}

/** Before these nothing was sent: no address, no connection, or no trust in whoever answered. */
const BEFORE_SENDING = [
  ...["TARGET_REFUSED", "ENOTFOUND", "EAI_AGAIN", "ECONNREFUSED", "EHOSTUNREACH", "ENETUNREACH"],
  ...["DEPTH_ZERO_SELF_SIGNED_CERT", "SELF_SIGNED_CERT_IN_CHAIN", "UNABLE_TO_VERIFY_LEAF_SIGNATURE", "CERT_HAS_EXPIRED"],
  ...["ERR_TLS_CERT_ALTNAME_INVALID", "UNABLE_TO_GET_ISSUER_CERT_LOCALLY"],
];

/** What a failure means. Its own text is not told: it could name more than the host. */
function failure(cause: unknown, { channel, timeoutMs }: Pick<ChannelCall, "channel" | "timeoutMs">): ChannelAnswer {
  const { name, code = name, host = "" } = cause as Error & { code?: string; host?: string };
  if (name === "TimeoutError" || name === "AbortError") return { kind: "unheard", because: worded("CallLate", { ms: timeoutMs }) };
  if (code === "TARGET_REFUSED")
    return { kind: "unsent", because: worded("CallChannelRefused", { channel, why: worded("ChannelTargetRefused", { host }) }) };
  return { kind: BEFORE_SENDING.includes(code) ? "unsent" : "unheard", because: worded("CallBroken", { code }) };
}

/** Why a channel can't be called; null when it can, as far as that is known without calling it. */
export async function callRefusal(db: Database, settings: CallSettings, channel: string): Promise<Worded | null> {
  const opened = await openChannel(db, settings, channel);
  return "refusal" in opened ? opened.refusal : null;
}

/**
 * Sends a CloudEvent to a channel once, signed as every message to it is, under an `Idempotency-Key`, and answers what came of it; never
 * throws. It goes where the channel leads and nowhere else; redirects are not followed.
 */
export async function callChannel(db: Database, settings: CallSettings, call: ChannelCall, now: Date): Promise<ChannelAnswer> {
  try {
    const opened = await openChannel(db, settings, call.channel);
    if ("refusal" in opened) return { kind: "unsent", because: opened.refusal };
    const headers = {
      "content-type": "application/cloudevents+json; charset=utf-8",
      // A string of structured fields (RFC 8941), as the draft of this header has it. A key holds no quote.
      "idempotency-key": `"${call.key}"`,
      "user-agent": "holdfast",
      ...signatureHeaders(opened.secret, call.key, now, call.body),
    };
    const { allowed, resolve } = settings;
    return { kind: "answered", status: await post(opened.url, { headers, body: call.body, allowed, resolve, deadlineMs: call.timeoutMs }) };
  } catch (cause) {
    return failure(cause, call);
  }
}

/** The status of a GET on the host of a channel, signed over an empty body. Throws `Unavailable` when there is none. */
export async function askChannel(
  db: Database,
  settings: CallSettings,
  of: { readonly channel: string; readonly path: string; readonly deadlineMs: number; readonly signal: AbortSignal },
  now: Date,
): Promise<number> {
  const { channel, path, deadlineMs, signal } = of;
  const unreadable = (why: Worded) => new Fault("Unavailable", worded("CallUnreadable", { path, why }));
  const opened = await openChannel(db, settings, channel);
  if ("refusal" in opened) throw unreadable(opened.refusal);
  const url = new URL(path, opened.url.origin);
  // A path that is none would carry the signature to a host of its own choice.
  if (url.origin !== opened.url.origin) throw unreadable(worded("ChannelTargetRefused", { host: url.hostname }));
  const { allowed, resolve } = settings;
  const headers = { "user-agent": "holdfast", ...signatureHeaders(opened.secret, `${url.pathname}${url.search}`, now, "") };
  try {
    return await ask(url, { headers, allowed, resolve, deadlineMs, signal });
  } catch (cause) {
    signal.throwIfAborted();
    const answer = failure(cause, { channel, timeoutMs: deadlineMs });
    throw unreadable(answer.kind === "answered" ? worded("CallAnswered", answer) : answer.because);
  }
}
