import { describe, expect, it } from "vitest";
import { LabelSet } from "../promql/label-set";
import { LogStore } from "./log-store";

const stream = LabelSet.of({ pod: "a" });
const textsOf = (store: LogStore, fromUs: number, toUs: number, isBackward = false) =>
  [...store.entries([], fromUs, toUs, isBackward)].map(({ line }) => line);

describe("a log store", () => {
  it("keeps the newest lines and never more than it may", () => {
    const store = new LogStore(100);
    for (let i = 0; i < 1_234; i++) store.append(stream, LabelSet.EMPTY, i * 10, String(i));
    expect(store.size).toBe(100);
    expect(textsOf(store, 0, 1e9)).toEqual(Array.from({ length: 100 }, (_, i) => String(1_134 + i)));
    expect(textsOf(store, 12_000, 12_030, true)).toEqual(["1202", "1201", "1200"]);
  });

  it("gives every line an instant of its own, in the order of writing", () => {
    const store = new LogStore(10);
    for (const line of ["a", "b", "c"]) store.append(stream, LabelSet.EMPTY, 500, line);
    expect([...store.entries([], 0, 1e9, false)].map(({ atUs }) => atUs)).toEqual([500, 501, 502]);
  });

  it("tells followers of each line until they leave", () => {
    const store = new LogStore(10);
    const heard: string[] = [];
    const leave = store.follow(({ line }) => heard.push(line));
    store.append(stream, LabelSet.EMPTY, 1, "a");
    leave();
    store.append(stream, LabelSet.EMPTY, 2, "b");
    expect(heard).toEqual(["a"]);
  });
});
