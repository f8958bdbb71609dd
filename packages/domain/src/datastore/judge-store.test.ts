import { describe, expect, it } from "vitest";
import { durablePoint, judgeStore, type StoreState, withSilentSource } from "./judge-store";
import { broken, replicating } from "./reading";

const at = (second: number) => new Date(Date.UTC(2026, 10, 22, 4, 0, second));
const now = at(60);
const primary = { name: "prod", isConnected: true, lastSeenAt: now };
const lost = { name: "prod", isConnected: false, lastSeenAt: at(30) };
const found: StoreState = {
  state: "replicating",
  said: null,
  checkedAt: at(55),
  measuredAt: at(55),
  lagSeconds: 2,
  durableAt: at(53),
  durableBeforeLoss: at(26),
};

describe("a data store", () => {
  it.each<[string, Partial<StoreState> | null, number, typeof primary, [string, number | null]]>([
    ["is within its RPO at the RPO", {}, 2, primary, ["within", 2]],
    ["is over it beyond", {}, 1, primary, ["over", 2]],
    ["was never looked at", null, 1, primary, ["unmeasured", null]],
    [
      "was looked at in vain",
      { state: "unmeasured", measuredAt: null, lagSeconds: null, durableAt: null },
      1,
      primary,
      ["unmeasured", null],
    ],
    ["was measured before and can't be now", { state: "unmeasured" }, 100, primary, ["stale", 7]],
    ["was left alone for too long", { checkedAt: at(20) }, 100, primary, ["stale", 7]],
    ["copies nothing: the loss grows, and a small one is no comfort", { state: "broken", lagSeconds: null }, 100, primary, ["broken", 7]],
    ["copies nothing and never did", { state: "broken", lagSeconds: null, durableAt: null }, 100, primary, ["broken", null]],
    [
      "of a lost primary lacks what came after the last durable point, and no more as time goes by",
      { checkedAt: at(0) },
      4,
      lost,
      ["within", 4],
    ],
    ["of a lost primary is over its RPO by that", {}, 3, lost, ["over", 4]],
    ["of a lost primary that was never measured before", { durableBeforeLoss: null }, 100, lost, ["unmeasured", null]],
    ["of a primary that nobody ever saw", {}, 100, { ...lost, lastSeenAt: null as never }, ["unmeasured", null]],
  ])("%s", (_, state, rpoSeconds, of, [verdict, lossSeconds]) => {
    const judged = judgeStore(state && { ...found, ...state }, rpoSeconds, of, now);
    expect([judged.verdict, judged.lossSeconds]).toEqual([verdict, lossSeconds]);
    expect(judged.said === null).toBe(verdict === "within");
  });

  it("proves its writes up to now less the lag, while its primary is seen to be alive", () => {
    expect(durablePoint(replicating(2), now, true)).toEqual(at(58));
    expect(durablePoint(replicating(0), now, false)).toBeNull();
    expect(durablePoint(broken({ message: "x" }, { durableAt: at(10) }), now, false)).toEqual(at(10));
  });

  it("that would not notice is not believed while its primary is silent", () => {
    expect(withSilentSource(replicating(0), false, lost)).toMatchObject({ state: "broken", lagSeconds: null });
    expect(withSilentSource(replicating(0), true, lost)).toMatchObject({ state: "replicating" });
    expect(withSilentSource(replicating(0), false, primary)).toMatchObject({ state: "replicating" });
    expect(withSilentSource(replicating(9, { durableAt: at(20) }), false, lost)).toMatchObject({ state: "replicating" });
  });
});
