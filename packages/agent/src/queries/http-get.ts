import { lookup } from "node:dns/promises";
import { request as httpRequest, type IncomingMessage, type RequestOptions } from "node:http";
import { request as httpsRequest } from "node:https";
import { isIP } from "node:net";

/** A GET whose every hop is known beforehand: one address, no redirects, no headers but our own. */
export interface PlainGet {
  readonly url: URL;
  readonly accept: string;
  readonly signal: AbortSignal;
  /** The address to connect to; without it the host is resolved, once. */
  readonly address?: string;
}

/** The address that a host name (or an address, without brackets) means now. It is asked once, and the connection goes there and nowhere else. */
export async function resolveOnce(name: string): Promise<string> {
  return isIP(name) ? name : (await lookup(name)).address;
}

/** Sends the request and resolves to the answer's head. Redirects are answers like any other. */
export async function plainGet({ url, accept, signal, address }: PlainGet): Promise<IncomingMessage> {
  const name = url.hostname.replace(/^\[|\]$/g, "");
  const target = address ?? (await resolveOnce(name));
  const isTls = url.protocol === "https:";
  const credentials = url.username ? `${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}` : undefined;
  const options: RequestOptions & { servername?: string } = {
    host: target,
    port: url.port || (isTls ? 443 : 80),
    path: `${url.pathname}${url.search}`,
    method: "GET",
    headers: { host: url.host, accept, "user-agent": "holdfast-agent" },
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
    call.end();
  });
}
