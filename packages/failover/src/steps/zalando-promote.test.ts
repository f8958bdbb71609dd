import { aFieldsObject, fieldsKey } from "@holdfast/testkit/fake-agents/field-objects";
import { describe, expect, it } from "vitest";
import type { StepText } from "../../test/approved-run";
import { describeFieldsStep, type FieldsScene } from "../../test/fields-step-cases";

const SOURCE = { namespace: "bank", name: "ledger" };
const status = (phase: string, ...writers: string[]) => ({ phase, writers, standbys: ["ledger-1"], unclear: [] as string[] });

const cases = describeFieldsStep({
  use: "zalando.promote",
  command: "zalando.set-standby",
  // Every stage names its clusters anew; the scene is told who the source is.
  parameters: (stage) => ({ source: { cluster: stage.primary.name, ...SOURCE } }),
  prepare: (stage) => {
    stage.primary.objects.set(fieldsKey("zalando.set-standby", SOURCE), aFieldsObject({ standby: null }, status("Stopped")));
  },
  from: { standby: { standby_host: "ledger.prod.example", standby_port: "5432" } },
  to: { standby: null },
  status: { before: status("Running"), pending: status("Updating"), settled: status("Running", "ledger-0") },
  says: { pending: "it to take the writes, now: Updating", done: "it takes the writes" },
  strange: { standby: { standby_host: "elsewhere.example" } },
  findings: ["warning MayLoseData"],
  isIrreversible: true,
});
const { hub, scene, findings } = cases;
const with_ = (step: StepText, more: object): StepText => ({ ...step, with: { ...(step.with as object), ...more } });
const sourceOf = ({ stage }: FieldsScene) => stage.primary.objects.get(fieldsKey("zalando.set-standby", SOURCE));

describe("zalando.promote", () => {
  it("is refused while the source takes writes, also for whoever accepts a loss, and an evaluation only tells of it", async () => {
    const all = await scene();
    Object.assign(sourceOf(all) ?? {}, { status: status("Running", "ledger-0") });
    expect(await findings(all)).toEqual(["info SourceToDemote", "warning MayLoseData"]);
    const run = await hub.reaches(await all.stage.run([with_(all.step(), { acceptDataLoss: true })]), "Paused");
    expect(run.journal.find((line) => line.transition === "failed")?.detail).toMatchObject({ reason: "SourceStillWrites" });
    expect(all.stage.effects()).toEqual([]);
  });

  it.each<[string, object]>([
    ["has no pod that says anything", { standbys: [] }],
    ["has a pod that does not say that it follows", { unclear: ["ledger-0"] }],
  ])("is refused when the source %s", async (_, more) => {
    const all = await scene();
    Object.assign(sourceOf(all) ?? {}, { status: { ...status("Running"), ...more } });
    const run = await hub.reaches(await all.stage.run([all.step()]), "Paused");
    expect(run.journal.find((line) => line.transition === "failed")?.detail).toMatchObject({ reason: "SourceUnseen" });
    expect(all.stage.effects()).toEqual([]);
  });

  it("is refused when the source can't be seen, unless a loss is accepted", async () => {
    const all = await scene();
    all.stage.primary.objects.clear();
    const run = await hub.reaches(await all.stage.run([all.step()]), "Paused");
    expect(run.journal.find((line) => line.transition === "failed")?.detail).toMatchObject({ reason: "SourceUnseen" });
    const other = await scene();
    other.stage.primary.objects.clear();
    await hub.reaches(await other.stage.run([with_(other.step(), { acceptDataLoss: true })]), "Succeeded");
    expect(other.object.values).toEqual({ standby: null });
  });
});
