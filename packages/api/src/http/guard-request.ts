import { bearerSecret } from "./bearer-secret";

const MAX_BODY_BYTES = 1_000_000;
const MAX_BATCH = 30;

const refuse = (status: number, message: string) =>
  Response.json({ error: { message } }, { status, headers: { "cache-control": "no-store" } });

/**
 * Refuses what no page of ours sends: a call that changes something from another origin or none, a body or batch beyond reason.
 * Returns null when the request may pass.
 */
export function guardRequest(request: Request, origins: readonly string[], endpoint: string): Response | null {
  const origin = request.headers.get("origin");
  // A program with a token sends no origin, and no browser adds a token by itself: nobody's page can make one do so.
  const isProgram = origin === null && bearerSecret(request.headers) !== null;
  if (!isProgram && (origin !== null ? !origins.includes(origin) : request.method !== "GET"))
    return refuse(403, "This call must come from the console's own pages.");
  // A neighbour below the same domain, or at another port of this machine, gets the cookie sent too: it is another page all the same.
  if (/^(cross|same)-site$/.test(request.headers.get("sec-fetch-site") ?? ""))
    return refuse(403, "This call must come from the console's own pages.");
  if (Number(request.headers.get("content-length") ?? 0) > MAX_BODY_BYTES) return refuse(413, "This request is too large.");
  // A comma is one however it is written: what reads the calls out of the address decodes it first.
  const calls = new URL(request.url).pathname.slice(endpoint.length).split(/,|%2c/i).length;
  return calls > MAX_BATCH ? refuse(400, `At most ${MAX_BATCH} calls go into one request.`) : null;
}

/** The request with its body read up to the limit; null when there is more. A length that lies is found out here. */
export async function boundedRequest(request: Request): Promise<Request | null> {
  if (!request.body) return request;
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = request.body.getReader();
  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    size += read.value.byteLength;
    if (size > MAX_BODY_BYTES) {
      await reader.cancel();
      return null;
    }
    chunks.push(read.value);
  }
  return new Request(request.url, {
    method: request.method,
    headers: request.headers,
    body: Buffer.concat(chunks),
    signal: request.signal,
  });
}
