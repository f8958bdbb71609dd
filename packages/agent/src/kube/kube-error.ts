/**
 * Why a call to the API server gave no answer. `status`: it answered with a refusal. `network`: no or half an answer, so a
 * write may have happened. `deadline`: the same, by our own clock. `credentials`: nothing was sent.
 */
export type KubeErrorKind = "status" | "network" | "deadline" | "credentials" | "malformed";

/** What a Kubernetes `Status` object says, as far as it is used. */
export interface KubeStatus {
  readonly kind?: string;
  readonly code?: number;
  readonly reason?: string;
  readonly message?: string;
  readonly details?: { readonly retryAfterSeconds?: number; readonly causes?: readonly Partial<StatusCause>[] };
}

/** One of the causes that a `Status` names, in the API server's words. */
export interface StatusCause {
  readonly reason: string;
  readonly message: string;
}

/** A call that failed. `code` is the HTTP status, 0 when there was none; `reason` is the API's own word (`Conflict`, `Expired`). */
export class KubeError extends Error {
  readonly kind: KubeErrorKind;
  readonly code: number;
  readonly reason: string;
  readonly retryAfterMs: number | undefined;
  readonly causes: readonly StatusCause[];

  constructor(
    kind: KubeErrorKind,
    message: string,
    options: { code?: number; reason?: string; retryAfterMs?: number; causes?: readonly StatusCause[]; cause?: unknown } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = "KubeError";
    this.kind = kind;
    this.code = options.code ?? 0;
    this.reason = options.reason ?? "";
    this.retryAfterMs = options.retryAfterMs;
    this.causes = options.causes ?? [];
  }

  /** Whether the API server may have carried out the call although no answer came. */
  get isUnconfirmed(): boolean {
    return this.kind === "network" || this.kind === "deadline";
  }
}

/** The error of an answer with an HTTP status of 400 or more. `body` is what came with it, a Status object or anything. */
export function statusError(code: number, body: string, retryAfter: string | undefined): KubeError {
  const status = parseStatus(body);
  const seconds = Number(retryAfter ?? status?.details?.retryAfterSeconds);
  return new KubeError("status", status?.message ?? `the API server answered ${code}`, {
    code,
    reason: status?.reason ?? "",
    causes: (status?.details?.causes ?? []).map(({ reason = "", message = "" }) => ({ reason, message })),
    ...(Number.isFinite(seconds) && seconds >= 0 ? { retryAfterMs: seconds * 1000 } : {}),
  });
}

function parseStatus(body: string): KubeStatus | undefined {
  try {
    const parsed: unknown = JSON.parse(body);
    // A Status is recognised by its kind; proxies in between answer with anything.
    return typeof parsed === "object" && parsed !== null && (parsed as KubeStatus).kind === "Status" ? (parsed as KubeStatus) : undefined;
  } catch {
    return undefined;
  }
}

/** Whether the resource version or the continue token is too old to go on from: list again. */
export const isExpired = (cause: unknown): boolean =>
  cause instanceof KubeError && (cause.code === 410 || cause.reason === "Expired" || cause.reason === "Gone");

/** Whether the API server answered, and with this HTTP status. */
export const hasStatus = (cause: unknown, code: number): cause is KubeError => cause instanceof KubeError && cause.code === code;
