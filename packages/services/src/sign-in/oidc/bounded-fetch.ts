import type { CustomFetch } from "openid-client";

const MAX_BYTES = 1_000_000;
const LOOPBACK = ["127.0.0.1", "localhost", "[::1]"];

async function bounded(response: Response): Promise<ArrayBuffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = response.body?.getReader();
  for (let read = await reader?.read(); read && !read.done; read = await reader?.read()) {
    size += read.value.byteLength;
    if (size > MAX_BYTES) {
      await reader?.cancel();
      throw new TypeError("the provider's answer is too large");
    }
    chunks.push(read.value);
  }
  return Uint8Array.from(Buffer.concat(chunks)).buffer;
}

/**
 * Asks a provider: over https, or over http on this very machine where its issuer is there too. Follows no redirect, and reads at most
 * a megabyte. An admin names the issuer, and the issuer names the other addresses: none of them may lead into the house by http.
 */
export const boundedFetch =
  (issuer: URL): CustomFetch =>
  async (address, options) => {
    const url = new URL(address);
    const isLocal = issuer.protocol === "http:" && url.protocol === "http:" && LOOPBACK.includes(url.hostname);
    if (url.protocol !== "https:" && !isLocal) throw new TypeError("the provider names an address that is not https");
    const response = await fetch(url, { ...(options as RequestInit), redirect: "manual" });
    const hasBody = response.status !== 204 && response.status !== 304;
    return new Response(hasBody ? await bounded(response) : null, { status: response.status, headers: response.headers });
  };
