import { z } from "zod";
import { Phrase, type Worded } from "./phrase";

/** Every reason for which Holdfast says no. Closed: a new one must be mapped in `api` before it compiles. */
export const FaultCode = z.enum([
  "Unauthenticated",
  "Forbidden",
  "NotFound",
  "InvalidInput",
  "AlreadyExists",
  "VersionConflict",
  "GateRefused",
  "ApproverIsRequester",
  "SecondFactorNeeded",
  "ApprovalExpired",
  "ApprovalStale",
  "AlreadyDecided",
  "WrongPhase",
  "TokenInvalid",
  "TokenExpired",
  "TokenUsed",
  "IdentityMismatch",
  "IdentityRevoked",
  "AgentUnreachable",
  "AgentRefused",
  "DeadlineExceeded",
  "TooLarge",
  "TooManyRequests",
  "Unavailable",
  "Internal",
]);
export type FaultCode = z.infer<typeof FaultCode>;

/** Known to every copy of this module: a bundler may put one into each route of a process that shares its faults. */
const BRAND: unique symbol = Symbol.for("holdfast.fault");

/** A refusal or a failure. Its text is safe for operators; `detail` is for the log only and never crosses a process. */
export class Fault extends Error {
  static override [Symbol.hasInstance](value: unknown): boolean {
    return typeof value === "object" && value !== null && BRAND in value;
  }

  readonly [BRAND] = true;
  readonly code: FaultCode;
  readonly phrase: Phrase | undefined;
  readonly detail: string | undefined;
  readonly retry: "never" | "later";

  constructor(code: FaultCode, text: string | Worded, options: { detail?: string; retry?: "never" | "later"; cause?: unknown } = {}) {
    const { message, phrase }: Worded = typeof text === "string" ? { message: text } : text;
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = "Fault";
    this.code = code;
    this.phrase = phrase;
    this.detail = options.detail;
    this.retry = options.retry ?? "never";
  }
}

/** A fault as it crosses a process: without detail, cause or stack. */
export const FaultView = z.object({ code: FaultCode, message: z.string(), phrase: Phrase.optional(), retry: z.enum(["never", "later"]) });
export type FaultView = z.infer<typeof FaultView>;

/** What of a fault may cross a process. */
export const faultView = ({ code, message, phrase, retry }: Fault): FaultView => ({ code, message, phrase, retry });
