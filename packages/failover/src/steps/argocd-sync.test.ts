import type { ArgoApplicationStatus } from "@holdfast/contracts/argo-application";
import { aFieldsObject, type FakeFields, fieldsKey } from "@holdfast/testkit/fake-agents/field-objects";
import { suiteDatabase } from "@holdfast/testkit/suite-database";
import { describe, expect, it } from "vitest";
import { eventually } from "../../test/eventually";
import { stepsOf } from "../../test/steps-of";
import { suiteHub } from "../../test/suite-hub";

const hub = suiteHub(suiteDatabase());

const status = (more: Partial<ArgoApplicationStatus>): ArgoApplicationStatus => ({
  ...{ operation: "Succeeded", message: "", operationKey: "", sync: "Synced", health: "Healthy" },
  comparedTo: { server: "https://dr.example", name: "", namespace: "bank" },
  ...more,
});
/** Argo CD begins what is asked for: the field goes, and its record has the same information. */
const begin = (self: FakeFields, more: Partial<ArgoApplicationStatus>) => {
  const [info] = (self.values.operation as { info: { value: string }[] }).info;
  Object.assign(self, { values: { operation: null }, status: status({ operationKey: info?.value ?? "", ...more }) });
};

const scene = async () => {
  const stage = await hub.stage();
  const object = aFieldsObject({ operation: null }, status({ sync: "OutOfSync" }));
  stage.standby.objects.set(fieldsKey("argocd.sync", { namespace: "argocd", name: "core" }), object);
  const step = { name: "sync", use: "argocd.sync", with: { cluster: stage.standby.name, name: "core", revision: "v7", prune: true } };
  const says = (runId: string) => eventually(async () => (await hub.reachesStep(runId, 0, "Verifying")).steps[0]?.message);
  return { stage, object, step, says };
};

describe("argocd.sync", () => {
  it("is done when its own synchronisation has succeeded and the Application is synced and healthy", async () => {
    const { stage, object, step, says } = await scene();
    const runId = await stage.run([step]);
    await says(runId).toBe("waiting for Argo CD to begin the synchronisation");
    expect(object.values.operation).toMatchObject({ sync: { revision: "v7", prune: true }, initiatedBy: { username: "holdfast" } });
    begin(object, { operation: "Running" });
    const { operationKey } = object.status as ArgoApplicationStatus;
    await says(runId).toBe("waiting for the synchronisation to succeed");
    object.status = status({ operationKey, health: "Progressing" });
    await says(runId).toBe("waiting for it to be synced and healthy, now Synced and Progressing");
    object.status = status({ operationKey });
    expect((await hub.reaches(runId, "Succeeded")).steps[0]?.message).toBe("it is synced and healthy");
    expect(stage.effects()).toHaveLength(1);
  });

  it("does not take the success of another's synchronisation for its own", async () => {
    const { stage, object, step, says } = await scene();
    object.follow = (self) => Object.assign(self, { values: { operation: null }, status: status({ operationKey: "another" }) });
    const runId = await stage.run([{ ...step, timeoutSeconds: 6 }]);
    await says(runId).toBe("waiting for operation - to become operation sync");
    expect((await hub.reaches(runId, "Paused")).steps[0]?.state).toBe("Failed");
  });

  it("that failed says why, and is asked for again by a retry", async () => {
    const { stage, object, step } = await scene();
    object.follow = (self) => begin(self, { operation: "Failed", message: "one or more objects failed to apply" });
    const runId = await stage.run([{ ...step, timeoutSeconds: 6 }]);
    expect((await hub.reaches(runId, "Paused")).phaseMessage).toContain("the synchronisation failed: one or more objects failed to apply");
    object.follow = (self) => begin(self, {});
    await hub.tell(runId, "resume");
    await hub.reaches(runId, "Succeeded");
    expect(stage.effects()).toHaveLength(2);
  });

  it.each<[string, (all: Awaited<ReturnType<typeof scene>>) => void, string]>([
    ["the kind is not served", ({ stage }) => stage.standby.absentKinds.add("argocd.sync"), "KindAbsent"],
    ["the Application is not there", ({ stage }) => stage.standby.objects.clear(), "ObjectAbsent"],
    ["the agent lacks the right", ({ stage }) => stage.standby.missingAccess.add("argocd.sync"), "AccessMissing"],
    [
      "another synchronisation is under way",
      ({ object }) => Object.assign(object, { status: status({ operation: "Running" }) }),
      "SyncUnderWay",
    ],
  ])("is refused before anything is sent when %s", async (_, prepare, reason) => {
    const all = await scene();
    prepare(all);
    const run = await hub.reaches(await all.stage.run([all.step]), "Paused");
    expect(run.journal.find((line) => line.transition === "failed")?.detail).toMatchObject({ reason });
    expect(all.stage.effects()).toEqual([]);
  });

  it("has no way back: the run stops for a person", async () => {
    const { stage, object, step } = await scene();
    object.follow = (self) => begin(self, {});
    const run = await hub.reaches(await stage.run([step, stepsOf(stage.pair).never({ onFailure: "undo" })]), "NeedsOperator");
    expect(run.steps[0]).toMatchObject({ isIrreversible: true });
  });
});
