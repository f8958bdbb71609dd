import type { IncomingMessage } from "node:http";
import type { ApiRequest } from "./http-answer";

/** More than this is no query. */
const MAX_BODY_BYTES = 1_048_576;

/** A body that is larger than any request needs. */
export class BodyTooLarge extends Error {
  constructor() {
    super(`the body is larger than ${MAX_BODY_BYTES} bytes`);
    this.name = "BodyTooLarge";
  }
}

/** The body as text; throws `BodyTooLarge`. */
export async function readBody(request: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of request as AsyncIterable<Buffer>) {
    size += piece.length;
    if (size > MAX_BODY_BYTES) throw new BodyTooLarge();
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString("utf8");
}

/** A request to a signal API: the fields of a form count before those of the URL, as in Go. */
export async function apiRequest(request: IncomingMessage, path: string, query: URLSearchParams): Promise<ApiRequest> {
  const method = request.method ?? "GET";
  if (method !== "POST") return { method, path, params: query };
  const isForm = /^application\/x-www-form-urlencoded\b/i.test(request.headers["content-type"] ?? "");
  const body = await readBody(request);
  return { method, path, params: new URLSearchParams([...(isForm ? new URLSearchParams(body) : []), ...query]) };
}
