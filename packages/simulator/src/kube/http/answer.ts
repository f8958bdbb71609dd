import { once } from "node:events";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Writable } from "node:stream";
import { createGzip } from "node:zlib";
import { stringify } from "yaml";
import type { ApiError } from "../api-error";

/** The exchange of one request. */
export interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

/** Below this size compressing costs more than it saves; the real server draws the line here too. */
const GZIP_FROM_BYTES = 128 * 1024;
const CHUNK_BYTES = 64 * 1024;

const acceptsGzip = ({ headers }: IncomingMessage) => /\bgzip\b/.test(headers["accept-encoding"] ?? "");

/** A warning as the Warning header carries it. */
const warningHeader = (text: string) => `299 - "${text.replace(/[\\"]/g, "\\$&").replace(/[\r\n]+/g, " ")}"`;

const baseHeaders = (contentType: string, warnings: readonly string[]) => ({
  "cache-control": "no-cache, private",
  "content-type": contentType,
  ...(warnings.length > 0 ? { warning: warnings.map(warningHeader).join(", ") } : {}),
});

/** Answers with a text of a known size. */
export function sendText({ response }: Exchange, code: number, text: string, contentType = "text/plain; charset=utf-8"): void {
  response.writeHead(code, { ...baseHeaders(contentType, []), "content-length": Buffer.byteLength(text) }).end(text);
}

async function pump(chunks: Iterable<string>, sink: Writable): Promise<void> {
  let held = "";
  const flush = async () => {
    const isFull = !sink.write(held);
    held = "";
    // A long list is written in turns, so that other requests are answered between.
    if (isFull && !sink.destroyed) await Promise.race([once(sink, "drain"), once(sink, "close")]);
  };
  for (const chunk of chunks) {
    held += chunk;
    if (held.length >= CHUNK_BYTES) await flush();
    if (sink.destroyed) return;
  }
  sink.end(held);
}

/** Answers with JSON that comes in pieces: at once while it is small, compressed when it is not and the client can take it. */
export async function sendPieces(
  exchange: Exchange,
  code: number,
  pieces: Iterable<string>,
  warnings: readonly string[] = [],
): Promise<void> {
  const { request, response } = exchange;
  const iterator = pieces[Symbol.iterator]();
  let head = "";
  let next = iterator.next();
  for (; !next.done && head.length < GZIP_FROM_BYTES; next = iterator.next()) head += next.value;
  const headers = { ...baseHeaders("application/json", warnings), vary: "Accept-Encoding" };
  const isLarge = head.length >= GZIP_FROM_BYTES;
  if (next.done && !(isLarge && acceptsGzip(request))) {
    response.writeHead(code, { ...headers, "content-length": Buffer.byteLength(head) }).end(head);
    return;
  }
  function* all() {
    yield head;
    for (; !next.done; next = iterator.next()) yield next.value as string;
  }
  if (!acceptsGzip(request)) {
    response.writeHead(code, headers);
    await pump(all(), response);
    return;
  }
  response.writeHead(code, { ...headers, "content-encoding": "gzip" });
  const gzip = createGzip({ level: 1 });
  response.on("close", () => gzip.destroy());
  gzip.on("error", () => response.destroy());
  gzip.pipe(response);
  await pump(all(), gzip);
}

/** Answers with one JSON value, or with the same as YAML. */
export async function sendJson(
  exchange: Exchange,
  code: number,
  body: object,
  { warnings = [], mediaType = "application/json" }: { warnings?: readonly string[]; mediaType?: string } = {},
): Promise<void> {
  if (mediaType === "application/yaml") sendText(exchange, code, stringify(body), mediaType);
  else await sendPieces(exchange, code, [JSON.stringify(body)], warnings);
}

/** Answers with the Status of a refusal. */
export async function sendError(exchange: Exchange, error: ApiError, warnings: readonly string[] = []): Promise<void> {
  const { retryAfterSeconds } = error.details ?? {};
  if (retryAfterSeconds !== undefined) exchange.response.setHeader("retry-after", String(retryAfterSeconds));
  await sendJson(exchange, error.code, error.toStatus(), { warnings });
}
