import { PromqlError } from "./promql-error";

/** What one query may cost before it is stopped. */
export interface QueryLimits {
  readonly maxSamples: number;
  readonly timeoutMs: number;
}

/** The clock is looked at once in this many charges. */
const CHARGES_PER_LOOK = 256;

/** Counts what a query touches, and throws when it is too much or takes too long. */
export class Budget {
  private samples = 0;
  private charges = 0;
  private readonly deadlineMs: number;
  private readonly limits: QueryLimits;
  private readonly now: () => number;

  /** `now` is a monotonic clock in milliseconds. */
  constructor(limits: QueryLimits, now: () => number) {
    this.limits = limits;
    this.now = now;
    this.deadlineMs = now() + limits.timeoutMs;
  }

  charge(samples: number): void {
    this.samples += samples;
    if (this.samples > this.limits.maxSamples)
      throw new PromqlError("execution", "query processing would load too many samples into memory in query execution");
    if (this.charges++ % CHARGES_PER_LOOK === 0) this.checkDeadline();
  }

  checkDeadline(): void {
    if (this.now() > this.deadlineMs) throw new PromqlError("timeout", "query timed out in expression evaluation");
  }
}
