import { type ClientRequest, request as overHttp } from "node:http";
import { request as overHttps } from "node:https";
import type { LookupFunction } from "node:net";
import { deadlineSignal } from "@holdfast/contracts/deadline-signal";
import type { AllowedTargets } from "./allowed-targets";
import { type HostAddress, permittedAddresses, type Resolver } from "./resolve-host";

/** How a call is made. The deadline is for all of it: resolving, connecting, sending and the answer. */
export interface CallOptions {
  readonly headers: Readonly<Record<string, string>>;
  readonly allowed: AllowedTargets;
  readonly resolve: Resolver;
  readonly deadlineMs: number;
  readonly signal?: AbortSignal | undefined;
}

/** How a body is sent. */
export interface PostOptions extends CallOptions {
  readonly body: string;
}

/** Of an answer no more is taken than this; its text decides nothing. */
const MOST_BYTES = 16_384;

/** Answers with addresses that were checked, whatever a resolver says by now. */
const fixedLookup =
  (addresses: readonly HostAddress[]): LookupFunction =>
  (_host, options, callback) => {
    const [first] = addresses;
    if (options.all) callback(null, [...addresses]);
    else callback(null, first?.address ?? "", first?.family);
  };

function answerOf(request: ClientRequest, body: string | null): Promise<number> {
  return new Promise((resolve, reject) => {
    request.once("error", reject);
    request.once("response", (response) => {
      let size = 0;
      const done = () => {
        resolve(response.statusCode ?? 0);
        request.destroy();
      };
      response.once("error", reject).once("end", done);
      response.on("data", (chunk: Buffer) => {
        size += chunk.length;
        if (size > MOST_BYTES) done();
      });
    });
    request.end(body ?? undefined);
  });
}

async function call(method: "GET" | "POST", url: URL, options: CallOptions, body: string | null): Promise<number> {
  const { headers, allowed, resolve, deadlineMs, signal } = options;
  const deadline = deadlineSignal(deadlineMs, signal);
  const late = new Promise<never>((_, reject) => deadline.addEventListener("abort", () => reject(deadline.reason), { once: true }));
  const open = async () => {
    const addresses = await permittedAddresses(url.hostname, allowed, resolve);
    deadline.throwIfAborted();
    const request = (url.protocol === "https:" ? overHttps : overHttp)(url, {
      method,
      headers: { ...headers, ...(body === null ? {} : { "content-length": String(Buffer.byteLength(body)) }) },
      lookup: fixedLookup(addresses),
      agent: false,
      signal: deadline,
    });
    return answerOf(request, body);
  };
  const called = open();
  // Whichever loses the race is not waited for: its failure is nobody's any more.
  called.catch(() => undefined);
  late.catch(() => undefined);
  return Promise.race([called, late]);
}

/**
 * Sends a body by POST and answers the status. The connection goes to an address that was checked and to no other; redirects are not
 * followed, the answer is read up to 16 KiB, and no proxy is asked. Throws `TargetRefused`, the connection's own error, or the reason of
 * the signal (`TimeoutError` at the deadline).
 */
export const post = (url: URL, { body, ...options }: PostOptions): Promise<number> => call("POST", url, options, body);

/** Asks by GET and answers the status, within the same bounds. */
export const ask = (url: URL, options: CallOptions): Promise<number> => call("GET", url, options, null);
