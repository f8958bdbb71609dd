import { describe, expect, it } from "vitest";
import { eventually } from "../../test/eventually";
import { describeFieldsStep } from "../../test/fields-step-cases";

const status = (placed: number, leaving: number) => ({ isReady: false, placed, leaving });

const { hub, scene } = describeFieldsStep({
  use: "karmada.evict",
  isElsewhere: true,
  command: "karmada.set-eviction",
  isClusterWide: true,
  parameters: {},
  from: { isEvicted: false },
  to: { isEvicted: true },
  // What is on its way out still runs there.
  status: { before: status(3, 0), pending: status(0, 2), settled: status(0, 0) },
  says: { pending: "0 workloads placed on core and 2 on their way out to be gone", done: "nothing is placed on core any more" },
  findings: ["info KarmadaEvicts"],
  strange: null,
});

describe("karmada.evict", () => {
  it("is not done by a cluster from which nothing leaves", async () => {
    const { stage, object, step } = await scene();
    object.follow = null;
    const runId = await stage.run([step()]);
    await eventually(() => object.values).toEqual({ isEvicted: true });
    expect((await hub.reachesStep(runId, 0, "Verifying")).steps[0]?.state).toBe("Verifying");
  });
});
