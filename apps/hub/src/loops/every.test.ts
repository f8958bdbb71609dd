import { silentLog } from "@holdfast/testkit/silent-log";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { every } from "./every";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe("a loop of the hub", () => {
  it("goes on after a failure, and not so fast that it fills the log", async () => {
    const error = vi.fn();
    const loop = every(0, "failing", { ...silentLog, error }, () => Promise.reject(new Error("no database")));
    await vi.advanceTimersByTimeAsync(2000);
    expect(error.mock.calls.length).toBeGreaterThan(2);
    expect(error.mock.calls.length).toBeLessThan(8);
    await loop.stop();
  });

  it("takes its next turn right after the one before when it has no interval, and none after its stop", async () => {
    const work = vi.fn(async () => undefined);
    const loop = every(0, "working", silentLog, work);
    await vi.advanceTimersByTimeAsync(100);
    expect(work.mock.calls.length).toBeGreaterThan(20);
    await loop.stop();
    const turns = work.mock.calls.length;
    await vi.advanceTimersByTimeAsync(100);
    expect(work).toHaveBeenCalledTimes(turns);
  });
});
