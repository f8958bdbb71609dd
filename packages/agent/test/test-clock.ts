import type { Clock } from "../src/clock";

/** Two clocks that stand still until they are moved, each by itself. */
export class TestClock implements Clock {
  private wallMs = Date.parse("2026-11-21T08:00:00Z");
  private passedMs = 0;

  now = (): Date => new Date(this.wallMs);
  monotonicMs = (): number => this.passedMs;

  /** Time passes. */
  pass(ms: number): void {
    this.wallMs += ms;
    this.passedMs += ms;
  }

  /** Somebody moves the wall clock. */
  jump(ms: number): void {
    this.wallMs += ms;
  }
}
