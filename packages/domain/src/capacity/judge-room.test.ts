import { describe, expect, it } from "vitest";
import { judgeRoom } from "./judge-room";
import { bareShape } from "./pod-shape";
import type { RoomDemand } from "./room-demand";

const GIB = 2 ** 30;
const node = (cores: number, gib = 64, more: { pods?: number; isTainted?: boolean } = {}) => ({
  ...{ cpuMillis: cores * 1000, memoryBytes: gib * GIB, pods: 110, isTainted: false },
  ...more,
});
const adds = (step: string, more: number, cores: number, stage = 0): RoomDemand => ({
  ...{ step, stage, more, object: step, namespace: "bank" },
  shape: bareShape({ cpuMillis: cores * 1000, memoryBytes: GIB }),
});
const brief = (rooms: Parameters<typeof judgeRoom>[0], demands: readonly RoomDemand[]) =>
  judgeRoom(rooms, demands).map(({ demand, verdict, room, beside }) => [demand.step, verdict, room, beside.join()]);

describe("the room of a site", () => {
  it("is not given twice: two steps that fit singly and not together are found, at the second of them", () => {
    const demands = [adds("core", 3, 1), adds("ledger", 3, 1, 1)];
    expect(brief([node(3), node(3)], demands).map(([, verdict]) => verdict)).toEqual(["fits", "fits"]);
    expect(brief([node(2), node(3)], demands)).toEqual([
      ["core", "fits", 3, ""],
      ["ledger", "short", 2, "core"],
    ]);
  });

  it("is short by itself of what no step before it has taken", () => {
    expect(brief([node(4)], [adds("small", 1, 1), adds("huge", 5, 1, 1)])).toEqual([
      ["small", "fits", 1, ""],
      ["huge", "short", 3, ""],
    ]);
  });

  it("grows by what an earlier stage takes away, and not by what goes at the same time or later", () => {
    const full = [node(0)];
    expect(brief(full, [adds("batch", -4, 1, 0), adds("core", 4, 1, 1)])).toEqual([["core", "fits", 4, ""]]);
    expect(brief(full, [adds("batch", -4, 1, 1), adds("core", 4, 1, 1)])).toEqual([["core", "short", 0, ""]]);
    expect(brief(full, [adds("batch", -4, 1, 2), adds("core", 4, 1, 1)])).toEqual([["core", "short", 0, ""]]);
  });

  it("is not said to be short where pods of several sizes might be placed otherwise", () => {
    // Both small ones go to the smaller node first; a scheduler might do better or worse.
    expect(brief([node(2), node(3)], [adds("small", 1, 1), adds("middle", 1, 2, 1), adds("large", 1, 2, 2)])).toEqual([
      ["small", "fits", 1, ""],
      ["middle", "fits", 1, ""],
      ["large", "tight", 0, "small,middle"],
    ]);
    expect(brief([node(2), node(3)], [adds("small", 2, 1), adds("middle", 2, 2, 1)])[1]?.slice(0, 2)).toEqual(["middle", "short"]);
  });

  it("of tainted nodes is used last, and said to want a toleration", () => {
    expect(brief([node(2), node(8, 64, { isTainted: true })], [adds("core", 2, 1), adds("ledger", 2, 1, 1)])).toEqual([
      ["core", "fits", 2, ""],
      ["ledger", "tainted", 0, "core"],
    ]);
    expect(brief([node(1), node(8, 64, { isTainted: true })], [adds("core", 2, 1)])).toEqual([["core", "tainted", 1, ""]]);
  });

  it("is bounded by the pods that a node takes, whatever they ask for", () => {
    expect(brief([node(8, 64, { pods: 3 })], [adds("a", 2, 0), adds("b", 2, 0, 1)])).toEqual([
      ["a", "fits", 2, ""],
      ["b", "short", 1, "a"],
    ]);
  });
});
