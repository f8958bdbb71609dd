import { lookup } from "node:dns/promises";
import { request as httpRequest, type IncomingMessage, type RequestOptions } from "node:http";
import { request as httpsRequest } from "node:https";
import { isIP } from "node:net";

/** A GET whose every hop is known beforehand: one address, no redirects, no headers but our own. */
export interface PlainGet {
  readonly url: URL;
  readonly accept: string;
  readonly signal: AbortSignal;
  /** The address to connect to: the host's name was looked up once, and is not looked up again. */
  readonly address: string;
}

/** A call of which the sender chooses the method, further headers and a body as well. */
export interface PlainCall extends PlainGet {
  readonly method: "GET" | "POST";
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** The host of a URL, an IPv6 address without its brackets. */
export const hostOf = (url: URL) => url.hostname.replace(/^\[|\]$/g, "");

/** The address that a host name (or an address) means now, by this machine's resolver. */
export const resolveName = async (name: string): Promise<string> => (isIP(name) ? name : (await lookup(name)).address);

/** Sends a GET and resolves to the answer's head. Redirects are answers like any other. */
export const plainGet = (get: PlainGet): Promise<IncomingMessage> => plainCall({ ...get, method: "GET" });

/** Sends the request and resolves to the answer's head. Redirects are answers like any other. */
export function plainCall({ url, accept, signal, address, method, headers, body }: PlainCall): Promise<IncomingMessage> {
  const name = hostOf(url);
  const isTls = url.protocol === "https:";
  const credentials = url.username ? `${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}` : undefined;
  const options: RequestOptions & { servername?: string } = {
    host: address,
    port: url.port || (isTls ? 443 : 80),
    path: `${url.pathname}${url.search}`,
    method,
    headers: {
      ...headers,
      ...(body === undefined ? {} : { "content-type": "application/json", "content-length": String(Buffer.byteLength(body)) }),
      ...{ host: url.host, accept, "user-agent": "holdfast-agent" },
    },
    agent: false,
    signal,
    ...(credentials ? { auth: credentials } : {}),
    // The certificate is checked against the name, not against the address that it resolved to.
    ...(isTls && !isIP(name) ? { servername: name } : {}),
  };
  return new Promise((resolve, reject) => {
    const call = isTls ? httpsRequest(options) : httpRequest(options);
    call.once("response", resolve);
    call.once("error", reject);
    call.end(body);
  });
}
