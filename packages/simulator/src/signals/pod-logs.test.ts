import { describe, expect, it } from "vitest";
import { LabelSet } from "../promql/label-set";
import { LogStore } from "./log-store";
import { podLogs } from "./pod-logs";

const stream = (pod: string) => LabelSet.of({ namespace: "bank", pod, container: "app" });
const query = (change: object = {}) => ({
  ...{ cluster: "prod", namespace: "bank", pod: "core-1", container: "app", isPrevious: false, since: null, tailLines: null },
  ...{ isFollowed: false, signal: new AbortController().signal, ...change },
});

function filled(): LogStore {
  const store = new LogStore(100);
  for (let i = 1; i <= 6; i++) store.append(stream(i % 2 === 0 ? "core-2" : "core-1"), LabelSet.EMPTY, i * 1_000_000, `line ${i}`);
  return store;
}

async function textsOf(store: LogStore, change: object = {}): Promise<string[]> {
  const texts: string[] = [];
  for await (const { line } of podLogs((name) => (name === "prod" ? store : undefined)).read(query(change))) texts.push(line);
  return texts;
}

describe("the logs of a pod", () => {
  it("are its own lines alone, oldest first", async () => {
    expect(await textsOf(filled())).toEqual(["line 1", "line 3", "line 5"]);
    expect(await textsOf(filled(), { tailLines: 2 })).toEqual(["line 3", "line 5"]);
    expect(await textsOf(filled(), { tailLines: 0 })).toEqual([]);
    expect(await textsOf(filled(), { since: new Date(2_000) })).toEqual(["line 3", "line 5"]);
    expect(await textsOf(filled(), { container: "proxy" })).toEqual([]);
    expect(await textsOf(filled(), { isPrevious: true })).toEqual([]);
    expect(await textsOf(filled(), { cluster: "nowhere" })).toEqual([]);
  });

  it("go on while they are followed, and end when the reader leaves", async () => {
    const store = filled();
    const leave = new AbortController();
    const texts: string[] = [];
    const reading = (async () => {
      for await (const { line } of podLogs(() => store).read(query({ isFollowed: true, signal: leave.signal, tailLines: 1 }))) {
        texts.push(line);
        if (line === "line 5") store.append(stream("core-1"), LabelSet.EMPTY, 9_000_000, "line 9");
        if (line === "line 9") leave.abort();
      }
    })();
    await reading;
    expect(texts).toEqual(["line 5", "line 9"]);
  });
});
