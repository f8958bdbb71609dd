import { describe, expect, it } from "vitest";
import { createTicker } from "./ticker";

function handClock() {
  const clock = { ms: 1000, running: 0, advance: (_by: number) => {} };
  const runs = new Set<() => void>();
  clock.advance = (by) => {
    clock.ms += by;
    for (const run of runs) run();
  };
  return {
    clock,
    ports: {
      now: () => clock.ms,
      every: (_ms: number, run: () => void) => {
        runs.add(run);
        clock.running++;
        return () => {
          runs.delete(run);
          clock.running--;
        };
      },
    },
  };
}

describe("the shared clock", () => {
  it("runs once for all readers, and not at all without one", () => {
    const { clock, ports } = handClock();
    const ticker = createTicker(1000, ports);
    expect(clock.running).toBe(0);
    const leave = [ticker.subscribe(() => {}), ticker.subscribe(() => {})];
    expect(clock.running).toBe(1);
    for (const each of leave) each();
    expect(clock.running).toBe(0);
  });

  it("gives every reader of one tick the same instant", () => {
    const { clock, ports } = handClock();
    const ticker = createTicker(1000, ports);
    const seen: number[] = [];
    ticker.subscribe(() => seen.push(ticker.now()));
    ticker.subscribe(() => seen.push(ticker.now()));
    clock.advance(1000);
    clock.ms += 7;
    expect(seen).toEqual([2000, 2000]);
    expect(ticker.now()).toBe(2000);
  });
});
