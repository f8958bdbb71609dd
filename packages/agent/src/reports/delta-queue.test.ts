import { expect, it } from "vitest";
import { podRecord } from "../../test/records";
import { deltaQueue } from "./delta-queue";

it("what waits for the hub keeps the instants at which it was seen, and is told in their order", () => {
  let nowMs = Date.parse("2026-11-21T14:00:00.000Z");
  const queue = deltaQueue(() => new Date(nowMs));
  for (const [uid, waitMs] of [
    ["a", 100],
    ["b", 60_000],
    ["a", 5000],
  ] as const) {
    queue.upsert(podRecord(uid, { spec: { nodeName: String(nowMs) } }), 500);
    nowMs += waitMs;
  }
  const told = queue
    .take(100_000)
    .messages.map((each) => each.type === "inventory.delta" && [each.observedAt, each.upserts.map(({ uid }) => uid)]);
  expect(told).toEqual([
    ["2026-11-21T14:00:00.100Z", ["a", "b"]],
    ["2026-11-21T14:01:00.100Z", ["a"]],
  ]);
});
