import type { Worded } from "@holdfast/contracts/phrase";
import type { Failure } from "@holdfast/ui/rules/resolve-state";
import { askAddress } from "../shared-elevation/ask-address";

/**
 * What a tRPC client error carries, as far as a reader is concerned: the transport's code and, when it is ours, the fault.
 * Read by hand: this runs on every page, and a schema library would cost each of them 30 kB.
 */
interface CallData {
  readonly code?: unknown;
  readonly fault?: unknown;
  readonly requestId?: unknown;
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;
const text = (value: unknown): string | null => (typeof value === "string" ? value : null);

const kinds: Readonly<Record<string, Failure["kind"]>> = {
  FORBIDDEN: "forbidden",
  NOT_FOUND: "notFound",
  Forbidden: "forbidden",
  NotFound: "notFound",
};

/** The words that are said when the server gave none of its own. */
export interface FailureText {
  readonly away: string;
  readonly internal: string;
  /** What the way to a role is called. */
  readonly ask: string;
  /** Says a text of the server in the reader's language. */
  readonly say: (text: Worded) => string;
}

/** A failed call in words. A fault's message was written for readers; any other text is for the log and is not shown. */
export function readFailure(error: unknown, words: FailureText): Failure {
  if (!isObject(error) || !isObject(error.data)) return { kind: "failed", message: words.away, reference: null, way: null };
  const { code, fault, requestId }: CallData = error.data;
  const [faultCode, message] = isObject(fault) ? [text(fault.code), text(fault.message)] : [null, null];
  // The server's own error formatter wrote the fault: beside a message its phrase is one, or absent.
  const phrase = isObject(fault) ? (fault.phrase as Worded["phrase"]) : undefined;
  const href = askAddress(phrase);
  return {
    kind: kinds[faultCode ?? ""] ?? kinds[text(code) ?? ""] ?? "failed",
    message: message === null ? words.internal : words.say({ message, phrase }),
    reference: text(requestId),
    way: href === null ? null : { label: words.ask, href },
  };
}
