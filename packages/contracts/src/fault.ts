import { z } from "zod";

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

/** A refusal or a failure. `message` is safe for operators; `detail` is for the log only and never crosses a process. */
export class Fault extends Error {
  static override [Symbol.hasInstance](value: unknown): boolean {
    return typeof value === "object" && value !== null && BRAND in value;
  }

  readonly [BRAND] = true;
  readonly code: FaultCode;
  readonly detail: string | undefined;
  readonly retry: "never" | "later";

  constructor(code: FaultCode, message: string, options: { detail?: string; retry?: "never" | "later"; cause?: unknown } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = "Fault";
    this.code = code;
    this.detail = options.detail;
    this.retry = options.retry ?? "never";
  }
}

/** A fault as it crosses a process: without detail, cause or stack. */
export const FaultView = z.object({ code: FaultCode, message: z.string(), retry: z.enum(["never", "later"]) });
export type FaultView = z.infer<typeof FaultView>;
