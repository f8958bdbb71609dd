import { replicasThatFit } from "@holdfast/domain/capacity/node-room";
import { suiteDatabase } from "@holdfast/testkit/suite-database";
import { describe, expect, it } from "vitest";
import { aPair } from "../../test/approved-run";
import { aNode, aPod, fillInventory } from "../../test/inventory";
import { nodeRooms } from "./free-capacity";

const db = suiteDatabase();
const GIB = 2 ** 30;
const need = (cores: number, gib: number) => ({ cpuMillis: cores * 1000, memoryBytes: gib * GIB });
const room = (cores: number, gib: number, pods = 110) => ({ isTainted: false, cpuMillis: cores * 1000, memoryBytes: gib * GIB, pods });

describe("the room of a cluster", () => {
  it("is what nodes have left after the requests of the pods that still count", async () => {
    const { standby } = await aPair(db);
    await fillInventory(db, standby.id, [
      aNode("a", 4, 16),
      aNode("b", 4, 16),
      aNode("cordoned", 64, 256, { isCordoned: true }),
      aNode("tainted", 8, 32, { taints: [{ key: "gpu", effect: "NoSchedule" }] }),
      aNode("preferred", 1, 1, { taints: [{ key: "x", effect: "PreferNoSchedule" }] }),
      aPod("p1", "a", 1, 4),
      aPod("p2", "a", 0.5, 1),
      aPod("finished", "b", 4, 16, "Succeeded"),
    ]);
    const rooms = await nodeRooms(db, standby.id);
    expect(rooms.map((each) => [each.cpuMillis, each.memoryBytes / GIB, each.pods, each.isTainted]).sort()).toEqual(
      [
        [1000, 1, 110, false],
        [2500, 11, 108, false],
        [4000, 16, 110, false],
        [8000, 32, 110, true],
      ].sort(),
    );
  });

  it("is counted node by node: what is left on two does not make room for one", () => {
    expect(replicasThatFit([room(1.5, 8), room(1.5, 8)], need(1, 1))).toBe(2);
    expect(replicasThatFit([room(0.6, 8), room(0.6, 8)], need(1, 1))).toBe(0);
    expect(replicasThatFit([room(8, 3)], need(1, 1))).toBe(3);
    expect(replicasThatFit([room(8, 8, 2)], need(1, 1))).toBe(2);
    expect(replicasThatFit([room(-1, 8)], need(1, 1))).toBe(0);
    expect(replicasThatFit([room(8, 8, 5)], need(0, 0))).toBe(5);
    expect(replicasThatFit([], need(1, 1))).toBe(0);
  });

  it("has the labels that are asked for, and none of a node whose labels were too many to be kept whole", async () => {
    const { standby } = await aPair(db);
    const many = Object.fromEntries(Array.from({ length: 64 }, (_, i) => [`feature.example/f${i}`, "true"]));
    await fillInventory(db, standby.id, [
      { ...aNode("few", 4, 16), labels: { disk: "ssd", zone: "a" } },
      { ...aNode("many", 4, 16), labels: many },
    ]);
    const rooms = await nodeRooms(db, standby.id, ["disk"]);
    expect(rooms.find(({ name }) => name === "few")?.labels).toEqual({ disk: "ssd" });
    expect(rooms.find(({ name }) => name === "many")?.labels).toBeUndefined();
  });
});
