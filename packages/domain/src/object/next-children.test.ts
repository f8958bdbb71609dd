import { describe, expect, it } from "vitest";
import { BULK_AT_ONCE, nextChildren } from "./next-children";

const on = (clusterId: string, count: number) => Array.from({ length: count }, (_, position) => ({ clusterId, position }));

describe("the next objects of a bulk order", () => {
  it("are never more at once than allowed, over all clusters and on one", () => {
    const many = ["a", "b", "c", "d", "e", "f"].flatMap((cluster) => on(cluster, 10));
    const chosen = nextChildren(many, []);
    expect(chosen).toHaveLength(BULK_AT_ONCE);
    for (const cluster of ["a", "b", "c", "d"]) expect(chosen.filter(({ clusterId }) => clusterId === cluster)).toHaveLength(4);
    expect(nextChildren(many, on("a", BULK_AT_ONCE))).toEqual([]);
  });

  it("keep their order, and pass over a cluster that is busy", () => {
    const waiting = [...on("slow", 3), ...on("quick", 2)];
    expect(nextChildren(waiting, on("slow", 4))).toEqual(on("quick", 2));
    expect(nextChildren(waiting, on("slow", 3))).toEqual([{ clusterId: "slow", position: 0 }, ...on("quick", 2)]);
  });

  it("are none when nothing waits", () => {
    expect(nextChildren([], [])).toEqual([]);
  });
});
