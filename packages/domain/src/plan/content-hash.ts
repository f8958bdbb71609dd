import { createHash } from "node:crypto";
import canonicalize from "canonicalize";

/** SHA-256, in hex, over the canonical JSON (RFC 8785) of a value: equal for equal values, however they were written. */
export function contentHash(value: unknown): string {
  const text = canonicalize(value);
  if (text === undefined) throw new TypeError("only JSON has a content hash");
  return createHash("sha256").update(text).digest("hex");
}
