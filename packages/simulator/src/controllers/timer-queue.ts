interface Timer {
  readonly dueMs: number;
  readonly order: number;
  run: (() => void) | null;
}

const isBefore = (a: Timer, b: Timer) => a.dueMs < b.dueMs || (a.dueMs === b.dueMs && a.order < b.order);

/** What is due when, on a clock that others move. Equal instants run in the order in which they were set. */
export class TimerQueue {
  private readonly heap: Timer[] = [];
  private count = 0;

  constructor(private readonly now: () => Date) {}

  /** The instant of the next timer, in epoch milliseconds; null when there is none. */
  get nextDueMs(): number | null {
    this.dropCancelled();
    return this.heap[0]?.dueMs ?? null;
  }

  /** Runs something after a while. The returned function calls it off. */
  after(delayMs: number, run: () => void): () => void {
    this.count += 1;
    const timer: Timer = { dueMs: this.now().getTime() + Math.max(0, delayMs), order: this.count, run };
    this.heap.push(timer);
    this.rise(this.heap.length - 1);
    return () => {
      timer.run = null;
    };
  }

  /** Takes and runs the next timer if it is due; false when none is. */
  runNext(): boolean {
    this.dropCancelled();
    const [first] = this.heap;
    if (!first || first.dueMs > this.now().getTime()) return false;
    this.removeFirst();
    first.run?.();
    return true;
  }

  private dropCancelled(): void {
    while (this.heap[0]?.run === null) this.removeFirst();
  }

  private removeFirst(): void {
    const last = this.heap.pop();
    if (!last || this.heap.length === 0) return;
    this.heap[0] = last;
    this.sink(0);
  }

  private rise(index: number): void {
    for (let i = index; i > 0; ) {
      const parent = (i - 1) >>> 1;
      if (!this.swapIfBefore(i, parent)) return;
      i = parent;
    }
  }

  private sink(index: number): void {
    for (let i = index; ; ) {
      const [left, right] = [2 * i + 1, 2 * i + 2];
      const child = this.isBefore(right, left) ? right : left;
      if (!this.swapIfBefore(child, i)) return;
      i = child;
    }
  }

  private isBefore(i: number, j: number): boolean {
    const [a, b] = [this.heap[i], this.heap[j]];
    return a !== undefined && b !== undefined && isBefore(a, b);
  }

  private swapIfBefore(i: number, j: number): boolean {
    const [a, b] = [this.heap[i], this.heap[j]];
    if (!a || !b || !isBefore(a, b)) return false;
    this.heap[i] = b;
    this.heap[j] = a;
    return true;
  }
}
