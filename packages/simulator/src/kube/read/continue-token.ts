import { badRequest } from "../api-error";

/** Where a paged list goes on: after which key, and as of which version; -1 gives up on the version. */
export interface ContinueToken {
  readonly version: number;
  readonly start: string;
}

/** Any version: what remains of a list whose history is gone, as it is now. */
export const INCONSISTENT = -1;

/** The token that a client hands back, opaque to it. The real server's has the same form. */
export const encodeToken = ({ version, start }: ContinueToken): string =>
  Buffer.from(JSON.stringify({ v: "meta.k8s.io/v1", rv: version, start }), "utf8").toString("base64url");

/** Reads a token; one that was not made here is a bad request (400). */
export function decodeToken(token: string): ContinueToken {
  const text = Buffer.from(token, "base64url").toString("utf8");
  const invalid = (detail: string) => badRequest(`invalid continue token: continue key is not valid: ${detail}`);
  let parsed: { v?: unknown; rv?: unknown; start?: unknown } | null;
  try {
    parsed = JSON.parse(text);
  } catch {
    throw invalid(`invalid character '${text[0] ?? ""}' looking for beginning of value`);
  }
  if (parsed?.v !== "meta.k8s.io/v1" || typeof parsed.rv !== "number" || typeof parsed.start !== "string") {
    throw invalid("server does not recognize this encoded version");
  }
  return { version: parsed.rv, start: parsed.start };
}
