import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { gather } from "./gather";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe("gathering", () => {
  it("hands a burst over together, each value once", () => {
    const handed: string[][] = [];
    const values = gather<string>((all) => handed.push(all));
    values.add("a", "b");
    values.add("a");
    vi.advanceTimersByTime(150);
    expect(handed).toEqual([["a", "b"]]);
  });

  it("hands a storm over a few times a second, and loses nothing of it", () => {
    const handed: number[][] = [];
    const values = gather<number>((all) => handed.push(all));
    for (let i = 0; i < 1000; i++) {
      values.add(i);
      vi.advanceTimersByTime(5);
    }
    vi.advanceTimersByTime(1000);
    expect(handed.length).toBeLessThan(16);
    expect(handed.flat()).toHaveLength(1000);
  });

  it("hands nothing over once it is closed", () => {
    const hand = vi.fn();
    const values = gather<number>(hand);
    values.add(1);
    values.close();
    vi.advanceTimersByTime(1000);
    expect(hand).not.toHaveBeenCalled();
  });
});
