import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect, it } from "vitest";
import { deadlineSignal } from "./deadline-signal";

setFlagsFromString("--expose-gc");
const collectGarbage = runInNewContext("gc") as () => void;

/** Settles with why the signal was aborted; holds the signal by nothing but its listener. */
const endOf = (signal: AbortSignal) =>
  new Promise<unknown>((resolve) => signal.addEventListener("abort", () => resolve(signal.reason), { once: true }));

it("comes at its time, although memory was cleaned up meanwhile", async () => {
  const owner = new AbortController();
  const ends = Array.from({ length: 50 }, () => endOf(deadlineSignal(200, owner.signal)));
  collectGarbage();
  const names = (await Promise.all(ends)).map((reason) => (reason as DOMException).name);
  expect(names).toEqual(Array.from({ length: 50 }, () => "TimeoutError"));
});

it("ends with the first of the others, for its reason", async () => {
  const owner = new AbortController();
  const end = endOf(deadlineSignal(60_000, undefined, owner.signal));
  collectGarbage();
  owner.abort("stopped");
  expect(await end).toBe("stopped");
  expect(deadlineSignal(60_000, owner.signal).reason).toBe("stopped");
});
