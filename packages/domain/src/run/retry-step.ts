import type { Json } from "@holdfast/contracts/json";
import type { Failure } from "./fail-step";
import type { StepProgress } from "./run-progress";

/** The try that follows a failed one by itself, as the journal keeps it. Numbers count from 1; the first try is no retry. */
export interface Retry {
  readonly number: number;
  readonly of: number;
  readonly afterSeconds: number;
}

/**
 * The try that follows this failure; null when none does. Whatever was sent is read back before anything is sent again, so an
 * unknown outcome may be tried again too. What no repetition can mend is not repeated.
 */
export function nextRetry({ retry, retries }: Pick<StepProgress, "retry" | "retries">, failure: Failure): Retry | null {
  if (retry === null || failure.isFinal || retries + 1 >= retry.attempts) return null;
  return { number: retries + 2, of: retry.attempts, afterSeconds: retry.backoffSeconds };
}

/** The retry that a line of the journal tells of; null when it tells of none. */
export function retryIn(detail: Json): Retry | null {
  if (typeof detail !== "object" || detail === null || Array.isArray(detail)) return null;
  // Only `failStep` writes this field, from the very type.
  return (detail.retry as unknown as Retry | undefined) ?? null;
}
