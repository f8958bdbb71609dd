import { VeleroRestore } from "@holdfast/contracts/steps/velero-restore";
import { suiteDatabase } from "@holdfast/testkit/suite-database";
import { describe, expect, it } from "vitest";
import type { StepText } from "../../test/approved-run";
import { eventually } from "../../test/eventually";
import { stepsOf } from "../../test/steps-of";
import { suiteHub } from "../../test/suite-hub";

const hub = suiteHub(suiteDatabase());
const ago = (seconds: number) => new Date(Date.now() - seconds * 1000).toISOString();

async function scene(source: object = { schedule: "nightly" }) {
  const stage = await hub.stage();
  const backup = (name: string, more: object = {}) => {
    const location = { name: "vault", phase: "Available" };
    stage.standby.backup = { name, phase: "Completed", completedAt: ago(60), location, ...more };
  };
  backup("nightly-1");
  const step: StepText = {
    name: "restore",
    use: "velero.restore",
    with: { cluster: stage.standby.name, maxAgeSeconds: 3600, ...source },
  };
  const made = () => [...stage.standby.restores.values()][0];
  return { stage, backup, step, made };
}

describe("velero.restore", () => {
  it("is done when Velero has brought everything back, and says how much, and how many warnings there were", async () => {
    const { stage, step, made } = await scene();
    const runId = await stage.run([step]);
    await eventually(() => made()?.backup).toBe("nightly-1");
    Object.assign(made()!, { phase: "InProgress", restored: 3, total: 9 });
    await eventually(async () => (await hub.reachesStep(runId, 0, "Verifying")).steps[0]?.message).toMatch(
      /now InProgress, 3 of 9 objects$/,
    );
    Object.assign(made()!, { phase: "Completed", restored: 9, warnings: 2 });
    expect((await hub.reaches(runId, "Succeeded")).steps[0]?.message).toMatch(
      /^the Restore velero\/holdfast-[0-9a-f]{16} has brought back 9 objects of nightly-1, with 2 warnings$/,
    );
    expect(stage.effects()).toHaveLength(1);
  });

  it.each(["PartiallyFailed", "FailedValidation", "Failed"])("fails when Velero calls it %s, and says why", async (phase) => {
    const { stage, step, made } = await scene();
    const runId = await stage.run([step]);
    await eventually(() => made()?.backup).toBe("nightly-1");
    Object.assign(made()!, { phase, errors: 2, said: "no volume" });
    expect((await hub.reaches(runId, "Paused")).phaseMessage).toContain(`is ${phase}: 2 errors, 0 warnings, no volume`);
  });

  it("keeps to its Restore when it is tried again and a newer backup is there by then", async () => {
    const { stage, backup, step, made } = await scene();
    const runId = await stage.run([step]);
    await eventually(() => made()?.backup).toBe("nightly-1");
    Object.assign(made()!, { phase: "PartiallyFailed", errors: 1 });
    await hub.reaches(runId, "Paused");
    backup("nightly-2");
    Object.assign(made()!, { phase: "Completed", errors: 0 });
    await hub.tell(runId, "resume");
    await hub.reaches(runId, "Succeeded");
    expect(stage.standby.restores.size).toBe(1);
    expect(made()?.backup).toBe("nightly-1");
  });

  type Scene = Awaited<ReturnType<typeof scene>>;
  it.each<[string, string, (scene: Scene) => unknown]>([
    ["Velero is not there", "KindAbsent", ({ stage }) => stage.standby.absentKinds.add("velero.restore")],
    [
      "there is no complete backup",
      "ScheduleWithoutBackup",
      ({ stage }) => {
        stage.standby.backup = null;
      },
    ],
    ["the backup is older than it may be", "BackupTooOld", ({ backup }) => backup("old", { completedAt: ago(4000) })],
    ["the backup is not complete", "BackupIncomplete", ({ backup }) => backup("half", { phase: "PartiallyFailed" })],
    [
      "its storage can't be reached",
      "BackupOutOfReach",
      ({ backup }) => backup("away", { location: { name: "vault", phase: "Unavailable" } }),
    ],
    ["the agent lacks the right", "AccessMissing", ({ stage }) => stage.standby.missingAccess.add("velero.restore")],
  ])("is refused before anything is sent when %s", async (_, reason, prepare) => {
    const all = await scene();
    prepare(all);
    const run = await hub.reaches(await all.stage.run([all.step]), "Paused");
    expect(run.steps[0]).toMatchObject({ state: "Failed", commandId: null });
    expect(run.journal.find((line) => line.transition === "failed")?.detail).toMatchObject({ reason });
    expect(all.stage.effects()).toEqual([]);
  });

  it("is refused when the very backup that the plan names is not there", async () => {
    const { stage, step } = await scene({ backup: "before-the-change" });
    const run = await hub.reaches(await stage.run([step]), "Paused");
    expect(run.phaseMessage).toContain("Backup velero/before-the-change");
  });

  it("has no way back: the run stops for a person", async () => {
    const { stage, step, made } = await scene();
    const runId = await stage.run([step, stepsOf(stage.pair).never({ onFailure: "undo" })]);
    await eventually(() => made()?.backup).toBe("nightly-1");
    Object.assign(made()!, { phase: "Completed" });
    expect((await hub.reaches(runId, "NeedsOperator")).steps[0]).toMatchObject({ isIrreversible: true });
  });

  it.each([
    ["neither", {}],
    ["both", { backup: "a", schedule: "b" }],
  ])("asks for a backup or a schedule, not %s", (_, of) => {
    expect(VeleroRestore.safeParse({ cluster: "dr", maxAgeSeconds: 60, ...of }).error?.issues[0]).toMatchObject({ path: ["backup"] });
  });
});
