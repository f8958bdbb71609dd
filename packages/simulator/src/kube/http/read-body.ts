import type { IncomingMessage } from "node:http";
import { parse as parseYaml } from "yaml";
import { ApiError, badRequest, unsupportedMediaType } from "../api-error";

const LIMIT_BYTES = 3 * 1024 * 1024;
const OBJECT_TYPES = ["application/json", "application/yaml"];

/** The media type of a body, without its parameters. */
export const mediaTypeOf = ({ headers }: IncomingMessage): string =>
  (headers["content-type"] ?? "").split(";")[0]?.trim().toLowerCase() ?? "";

/** The body as text; larger than three MiB is refused (413). */
export async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    // The rest is read and dropped: a client that is still sending would not hear the refusal.
    if (size <= LIMIT_BYTES) chunks.push(chunk);
  }
  if (size > LIMIT_BYTES) throw new ApiError(413, "RequestEntityTooLarge", `Request entity too large: limit is ${LIMIT_BYTES}`);
  return Buffer.concat(chunks).toString("utf8");
}

const fail = (cause: unknown): string => (cause instanceof Error ? cause.message : String(cause));

/** A body of an object or of options; `kind` is for the message. An empty one is null. */
export async function readObject(request: IncomingMessage, kind: string): Promise<Record<string, unknown> | null> {
  const mediaType = mediaTypeOf(request);
  const text = await readText(request);
  if (text === "") return null;
  if (mediaType !== "" && !OBJECT_TYPES.includes(mediaType)) throw unsupportedMediaType(OBJECT_TYPES);
  let parsed: unknown;
  try {
    parsed = mediaType === "application/yaml" ? parseYaml(text) : JSON.parse(text);
  } catch (cause) {
    throw unrecognized(kind, fail(cause), text);
  }
  if (typeof parsed === "object" && parsed !== null && !Array.isArray(parsed)) return parsed as Record<string, unknown>;
  throw unrecognized(kind, "json: cannot unmarshal into Go value", text);
}

/** 400: the body is no object at all. */
export const unrecognized = (kind: string, detail: string, text: string) =>
  badRequest(
    `the object provided is unrecognized (must be of type ${kind}): couldn't get version/kind; json parse error: ${detail} (${text.slice(0, 64) || "<empty>"})`,
  );

/** A patch in any of its forms; only an apply may be YAML. */
export async function readPatch(request: IncomingMessage): Promise<unknown> {
  const text = await readText(request);
  try {
    return mediaTypeOf(request).endsWith("+yaml") ? parseYaml(text) : JSON.parse(text);
  } catch (cause) {
    throw badRequest(`error decoding patch: ${fail(cause)}`);
  }
}
