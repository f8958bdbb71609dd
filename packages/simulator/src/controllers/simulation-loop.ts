import type { ControllerRuntime } from "./controller-runtime";
import type { SimulationClock } from "./simulation-clock";
import { TimerQueue } from "./timer-queue";

/** One slice of a live run works no longer than this, so that requests are answered between. */
const SLICE_MS = 25;

/** Moves the time of all clusters of a simulation, and has their controllers do what is due, in order. */
export class SimulationLoop {
  readonly timers: TimerQueue;
  private readonly busy = new Set<ControllerRuntime>();
  /** Told when work appears while nobody is ticking. */
  onWork: () => void = () => undefined;

  constructor(private readonly clock: SimulationClock) {
    this.timers = new TimerQueue(() => clock.now());
  }

  /** Takes the controllers of a cluster in. */
  add(runtime: ControllerRuntime): void {
    runtime.onWork = () => {
      this.busy.add(runtime);
      if (this.busy.size === 1) this.onWork();
    };
    this.busy.add(runtime);
  }

  /** Lets time pass: everything that falls due on the way happens at its own instant, and all that follows from it. */
  tick(ms: number): void {
    const endMs = this.clock.now().getTime() + ms;
    this.settle();
    for (let due = this.timers.nextDueMs; due !== null && due <= endMs; due = this.timers.nextDueMs) {
      this.clock.advanceBy(due - this.clock.now().getTime());
      this.timers.runNext();
      this.settle();
    }
    this.clock.advanceBy(endMs - this.clock.now().getTime());
  }

  /** Lets time pass in a live run: timers fire, and the work that they bring is left to `workSlice`. */
  pass(ms: number): void {
    const endMs = this.clock.now().getTime() + ms;
    for (let due = this.timers.nextDueMs; due !== null && due <= endMs; due = this.timers.nextDueMs) {
      this.clock.advanceBy(due - this.clock.now().getTime());
      this.timers.runNext();
    }
    this.clock.advanceBy(endMs - this.clock.now().getTime());
  }

  /** Works for one slice of real time on what is waiting; true when nothing is left. */
  workSlice(): boolean {
    const end = performance.now() + SLICE_MS;
    const isEnough = () => performance.now() > end;
    for (const runtime of this.busy) {
      if (runtime.drain(isEnough)) this.busy.delete(runtime);
      if (isEnough()) break;
    }
    return this.busy.size === 0;
  }

  private settle(): void {
    while (this.busy.size > 0) {
      for (const runtime of this.busy) {
        this.busy.delete(runtime);
        runtime.drain();
      }
    }
  }
}
