import type { FaultCode } from "@holdfast/contracts/fault";
import type { TRPC_ERROR_CODE_KEY } from "@trpc/server";

/** How each fault travels. A new code does not compile before it is here. */
export const faultCodes: Record<FaultCode, TRPC_ERROR_CODE_KEY> = {
  Unauthenticated: "UNAUTHORIZED",
  Forbidden: "FORBIDDEN",
  NotFound: "NOT_FOUND",
  InvalidInput: "BAD_REQUEST",
  AlreadyExists: "CONFLICT",
  VersionConflict: "CONFLICT",
  GateRefused: "PRECONDITION_FAILED",
  ApproverIsRequester: "FORBIDDEN",
  SecondFactorNeeded: "PRECONDITION_FAILED",
  ApprovalExpired: "PRECONDITION_FAILED",
  ApprovalStale: "CONFLICT",
  AlreadyDecided: "CONFLICT",
  WrongPhase: "CONFLICT",
  TokenInvalid: "FORBIDDEN",
  TokenExpired: "FORBIDDEN",
  TokenUsed: "FORBIDDEN",
  IdentityMismatch: "FORBIDDEN",
  IdentityRevoked: "FORBIDDEN",
  AgentUnreachable: "SERVICE_UNAVAILABLE",
  AgentRefused: "UNPROCESSABLE_CONTENT",
  DeadlineExceeded: "TIMEOUT",
  TooLarge: "PAYLOAD_TOO_LARGE",
  TooManyRequests: "TOO_MANY_REQUESTS",
  Unavailable: "SERVICE_UNAVAILABLE",
  Internal: "INTERNAL_SERVER_ERROR",
};
