/** Whom browsers make passkeys for: a host, and the origin of its pages. */
export interface RelyingParty {
  readonly id: string;
  readonly origin: string;
}

const LOOPBACK = ["127.0.0.1", "localhost", "[::1]"];

/**
 * The console as browsers know it. They take no passkey for an address of digits, so on this machine it is `localhost`, and null for
 * a console at any other such address; nor for one without https.
 */
export function relyingParty(baseUrl: string): RelyingParty | null {
  const url = new URL(baseUrl);
  const port = url.port === "" ? "" : `:${url.port}`;
  if (LOOPBACK.includes(url.hostname)) return { id: "localhost", origin: `${url.protocol}//localhost${port}` };
  const isAddress = /^[\d.]+$/.test(url.hostname) || url.hostname.startsWith("[");
  return isAddress || url.protocol !== "https:" ? null : { id: url.hostname, origin: url.origin };
}
