/** How busy a service is at this moment. */
export interface ServiceCondition {
  /** Arrivals by capacity; infinite without a serving pod. */
  readonly utilisation: number;
  /** How long a request waits before a pod takes it. */
  readonly waitMs: number;
  /** The share of arrivals that finds the queue full. */
  readonly rejectedShare: number;
  /** What the pods really do, in requests per second. */
  readonly servedPerSecond: number;
}

/** A queue holds what the pods can do in this time; the rest is turned away. */
const LONGEST_WAIT_SECONDS = 2.5;

/** The queue in front of the ready pods of one service. */
export class ServiceQueue {
  private backlog = 0;

  /** Lets `seconds` pass with so many requests arriving and so many being doable, both per second. */
  advance(arrivals: number, capacity: number, seconds: number): ServiceCondition {
    if (capacity <= 0) {
      this.backlog = 0;
      return { utilisation: Number.POSITIVE_INFINITY, waitMs: 0, rejectedShare: arrivals > 0 ? 1 : 0, servedPerSecond: 0 };
    }
    const longest = capacity * LONGEST_WAIT_SECONDS;
    const before = this.backlog;
    const wanted = before + (arrivals - capacity) * seconds;
    this.backlog = Math.min(longest, Math.max(0, wanted));
    const rejected = Math.max(0, wanted - longest) / seconds;
    const served = arrivals - rejected - (this.backlog - before) / seconds;
    return {
      utilisation: arrivals / capacity,
      waitMs: ((before + this.backlog) / 2 / capacity) * 1_000,
      rejectedShare: arrivals > 0 ? Math.min(1, rejected / arrivals) : 0,
      servedPerSecond: Math.max(0, served),
    };
  }
}
