import { describe, expect, it } from "vitest";
import { judgeRoom } from "./judge-room";
import { PlacementFacts, type PodPlacement } from "./pod-placement";
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
const placed = (step: string, more: number, placement: Partial<PodPlacement>, standing = 0): RoomDemand => {
  const demand = adds(step, more, 1);
  return { ...demand, standing, shape: { ...demand.shape, placement: { ...PlacementFacts.parse({}), ...placement } } };
};
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

  it("is that of the nodes that a selector leaves: room elsewhere is said to be elsewhere, and is no room", () => {
    const nodes = [
      { ...node(2), labels: { disk: "ssd" } },
      { ...node(8), labels: { disk: "hdd" } },
    ];
    const ssd = { nodeSelector: { disk: "ssd" } };
    expect(brief(nodes, [placed("core", 2, ssd)])).toEqual([["core", "fits", 2, ""]]);
    expect(brief(nodes, [placed("core", 3, ssd)])).toEqual([["core", "elsewhere", 2, ""]]);
    expect(brief(nodes, [placed("core", 11, ssd)])).toEqual([["core", "short", 2, ""]]);
    expect(brief(nodes, [adds("any", 10, 1), placed("core", 1, ssd)]).at(-1)).toEqual(["core", "short", 0, "any"]);
  });

  it("is one a node for pods that keep off each other, less the nodes that those that stand have", () => {
    const nodes = [node(8), node(8), node(8)];
    expect(brief(nodes, [placed("core", 3, { isOnePerNode: true })])).toEqual([["core", "fits", 3, ""]]);
    expect(brief(nodes, [placed("core", 2, { isOnePerNode: true }, 2)])).toEqual([["core", "tight", 1, ""]]);
    // Placed the other way round both fit, so that nothing is short for certain.
    const apart = [placed("a", 1, { isOnePerNode: true }), placed("b", 2, { isOnePerNode: true })];
    expect(brief([node(1), node(2)], apart).at(-1)).toEqual(["b", "tight", 1, "a"]);
  });

  it("that an earlier stage frees may be where a selector leads, so that it is not said to be elsewhere", () => {
    const nodes = [
      { ...node(0.4), labels: { disk: "ssd" } },
      { ...node(1), labels: { disk: "hdd" } },
    ];
    const core = { ...placed("core", 1, { nodeSelector: { disk: "ssd" } }), stage: 1 };
    expect(brief(nodes, [adds("batch", -2, 0.5), core])).toEqual([["core", "tight", 0, ""]]);
  });

  it("of a tainted node is there for pods that tolerate its taint, and for no others once that is known", () => {
    const nodes = [{ ...node(4, 64, { isTainted: true }), taints: [{ key: "bank", value: "core", effect: "NoSchedule" }] }];
    const tolerating = (...tolerations: NonNullable<PodPlacement["tolerations"]>) => brief(nodes, [placed("core", 1, { tolerations })]);
    expect(tolerating({ key: "bank", operator: "Equal", value: "core" })).toEqual([["core", "fits", 1, ""]]);
    expect(tolerating({ operator: "Exists", value: "" })).toEqual([["core", "fits", 1, ""]]);
    expect(tolerating({ key: "bank", operator: "Equal", value: "retail" })).toEqual([["core", "elsewhere", 0, ""]]);
    expect(tolerating({ key: "bank", operator: "Exists", value: "", effect: "NoExecute" })).toEqual([["core", "elsewhere", 0, ""]]);
    expect(brief(nodes, [placed("core", 1, { toleratesNothing: true })])).toEqual([["core", "elsewhere", 0, ""]]);
    expect(brief(nodes, [placed("core", 1, {})])).toEqual([["core", "tainted", 0, ""]]);
  });
});
