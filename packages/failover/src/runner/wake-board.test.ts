import { describe, expect, it } from "vitest";
import { wakeBoard } from "./wake-board";

const { signal } = new AbortController();
const LONG_MS = 60_000;

describe("a bell", () => {
  it("wakes at its ring and at no other", async () => {
    const board = wakeBoard();
    const bell = board.bell("run:1");
    const woken: string[] = [];
    const waiting = bell.heard(LONG_MS, signal).then(() => woken.push("rung"));
    board.ring("run:2");
    await Promise.resolve();
    expect(woken).toEqual([]);
    board.ring("run:1");
    await waiting;
    expect(woken).toEqual(["rung"]);
  });

  it("does not lose a ring between two waits", async () => {
    const board = wakeBoard();
    const bell = board.bell("run:1", "command:2");
    board.ring("command:2");
    await bell.heard(LONG_MS, signal);
    board.ringAll();
    await bell.heard(LONG_MS, signal);
  });

  it("wakes when its time or its signal is over, and hears nothing once closed", async () => {
    const board = wakeBoard();
    const bell = board.bell("run:1");
    await bell.heard(1, signal);
    await bell.heard(LONG_MS, AbortSignal.abort());
    const controller = new AbortController();
    const waiting = bell.heard(LONG_MS, controller.signal);
    controller.abort();
    await waiting;
    bell.close();
    board.ring("run:1");
    await bell.heard(1, signal);
  });
});
