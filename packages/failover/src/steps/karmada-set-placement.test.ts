import { aFieldsObject, fieldsKey } from "@holdfast/testkit/fake-agents/field-objects";
import { describe, expect, it } from "vitest";
import { describeFieldsStep } from "../../test/fields-step-cases";

const status = (settled: number, more: object = {}) => ({
  ...{ hasGroups: false, isLazy: false, isSuspended: false, workloads: 3, settled },
  ...more,
});

const { hub, scene, findings } = describeFieldsStep({
  use: "karmada.set-placement",
  isElsewhere: true,
  parameters: { clusterNames: ["east"] },
  from: { clusterNames: ["west", "east"] },
  to: { clusterNames: ["east"] },
  status: { before: status(3), pending: status(1), settled: status(3) },
  says: { pending: "3 workloads to be placed on east and healthy, 1 now", done: "3 workloads are placed on east and healthy" },
  strange: { clusterNames: ["south"] },
});

describe("karmada.set-placement", () => {
  it("without a namespace is about the policy for the whole cluster", async () => {
    const { stage, at, object, step } = await scene();
    const whole = aFieldsObject({ clusterNames: null }, status(3));
    at.objects.set(fieldsKey("karmada.set-placement", { name: "core" }), whole);
    const { namespace: _, ...parameters } = step().with as Record<string, unknown>;
    const run = await hub.reaches(await stage.run([step({ with: parameters })]), "Succeeded");
    expect(run.steps[0]).toMatchObject({ state: "Done" });
    expect(whole.values).toEqual({ clusterNames: ["east"] });
    expect(object.values).toEqual({ clusterNames: ["west", "east"] });
  });

  it.each<[string, object, string]>([
    ["places by groups, which exclude plain names", { hasGroups: true }, "KarmadaGroups"],
    ["is suspended", { isSuspended: true }, "KarmadaSuspended"],
  ])("is refused for a policy that %s", async (_, more, reason) => {
    const { stage, object, step } = await scene();
    object.status = status(3, more);
    const run = await hub.reaches(await stage.run([step()]), "Paused");
    expect(run.journal.find((line) => line.transition === "failed")?.detail).toMatchObject({ reason });
    expect(stage.effects()).toEqual([]);
  });

  it("warns of a policy that acts late, and of one that places nothing", async () => {
    const all = await scene();
    all.object.status = status(0, { isLazy: true, workloads: 0 });
    expect(await findings(all)).toEqual(["warning KarmadaLazy", "warning KarmadaPlacesNothing"]);
  });
});
