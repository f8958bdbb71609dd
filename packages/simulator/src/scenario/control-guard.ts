import { createHash, timingSafeEqual } from "node:crypto";

/** What of a request decides whether its sender may control the simulation. */
export interface ControlCaller {
  readonly remoteAddress: string;
  readonly host: string;
  readonly origin: string | undefined;
  readonly authorization: string | undefined;
}

const LOOPBACK_ADDRESS = /^(127\.\d+\.\d+\.\d+|::1|::ffff:127\.\d+\.\d+\.\d+)$/;
const LOOPBACK_HOST = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/;

const digest = (text: string): Buffer => createHash("sha256").update(text).digest();

/** Why a caller is refused, or null. Pages in a browser are refused whatever they know: they send an Origin. */
export function refusalOf(caller: ControlCaller, token: string): { status: 401 | 403; message: string } | null {
  if (!LOOPBACK_ADDRESS.test(caller.remoteAddress)) return { status: 403, message: "control is for this machine only" };
  // A name that was made to point here is not ours.
  if (!LOOPBACK_HOST.test(caller.host)) return { status: 403, message: "ask for 127.0.0.1 or localhost" };
  if (caller.origin !== undefined) return { status: 403, message: "control is not for browsers" };
  const given = /^Bearer (\S+)$/.exec(caller.authorization ?? "")?.[1] ?? "";
  // Digests have one length, so the comparison tells nothing of the token's.
  return timingSafeEqual(digest(given), digest(token)) ? null : { status: 401, message: "send the control token as a bearer token" };
}
