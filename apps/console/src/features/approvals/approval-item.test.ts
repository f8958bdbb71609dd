import { describe, expect, it } from "vitest";
import { chosenItem, itemHref, itemKey } from "./approval-item";

const item = (kind: "failover" | "failoverStep" | "rollout", id: string, isMet = false, detail = "ask") => ({
  kind,
  id,
  detail,
  canDecide: { isMet, message: "" },
});

describe("what waits for a decision", () => {
  it("is named so that a run and two of its steps are three", () => {
    const keys = [item("failover", "r"), item("failoverStep", "r", false, "a"), item("failoverStep", "r", false, "b")].map(itemKey);
    expect(new Set(keys).size).toBe(3);
    expect(itemHref(item("failoverStep", "r", false, "a"))).toBe("/approvals?item=failoverStep%3Ar%3Aa");
  });

  it("shows first what the reader may decide", () => {
    const items = [item("failover", "a"), item("rollout", "b", true), item("failover", "c", true)];
    expect(chosenItem(items, null)?.id).toBe("b");
    expect(chosenItem([item("failover", "a")], null)?.id).toBe("a");
    expect(chosenItem([], null)).toBeNull();
  });

  it("never shows another thing than the one that the address names", () => {
    const items = [item("failover", "a", true), item("failover", "b", true)];
    expect(chosenItem(items, "failover:b")?.id).toBe("b");
    expect(chosenItem(items, "failover:gone")).toBeNull();
  });
});
