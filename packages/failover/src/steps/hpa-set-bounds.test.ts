import { aWorkload } from "@holdfast/testkit/fake-agents/world";
import { describe, expect, it } from "vitest";
import { describeFieldsStep } from "../../test/fields-step-cases";
import { aNode, fillInventory } from "../../test/inventory";

const target = { kind: "Deployment", name: "core" };
const { db, hub, scene } = describeFieldsStep({
  use: "hpa.set-bounds",
  parameters: { minReplicas: 6 },
  from: { minReplicas: 2, maxReplicas: 10 },
  to: { minReplicas: 6, maxReplicas: 10 },
  status: { before: { currentReplicas: 3, target }, pending: { currentReplicas: 5, target }, settled: { currentReplicas: 6, target } },
  says: { pending: "6-10 replicas, 5 now", done: "6-10 replicas, 6 now" },
  // Its site has no node in the inventory.
  findings: ["warning CapacityUnknown"],
  strange: { minReplicas: 1, maxReplicas: 4 },
});

describe("hpa.set-bounds", () => {
  it("is refused when one bound crosses the other that stays", async () => {
    const { stage, step } = await scene();
    const set = step();
    const run = await hub.reaches(await stage.run([{ ...set, with: { ...set.with, minReplicas: 12 } }]), "Paused");
    expect(run.phaseMessage).toBe("set: at least 12 and at most 10 replicas is no range; give both bounds");
    expect(stage.effects()).toEqual([]);
  });

  it("does not start what has no room, by the size of the workload's replicas", async () => {
    const { stage, step } = await scene();
    stage.standby.workloads.set("bank/core", aWorkload(3, { perReplica: { cpuMillis: 64_000, memoryBytes: 1 } }));
    await fillInventory(db, stage.standby.id, [aNode("n1", 8, 32)]);
    const run = await hub.reaches(await stage.run([step()]), "Paused");
    expect(run.journal.find((line) => line.transition === "failed")?.detail).toMatchObject({ reason: "CapacityShort" });
  });
});
