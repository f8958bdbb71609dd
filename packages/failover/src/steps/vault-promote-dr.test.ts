import { suiteDatabase } from "@holdfast/testkit/suite-database";
import { describe, expect, it } from "vitest";
import { anApprovedRun, type StepText } from "../../test/approved-run";
import { stepsOf } from "../../test/steps-of";
import { suiteHub } from "../../test/suite-hub";

const db = suiteDatabase();
const hub = suiteHub(db);

async function scene(vault: object = {}) {
  const stage = await hub.stage();
  stage.standby.vault = { mode: "secondary", state: "running", connectedPrimaries: 0, hasCredential: true, ...vault };
  const step: StepText = { name: "secrets", use: "vault.promote-dr", with: { cluster: stage.standby.name, service: "keys" } };
  return { stage, step };
}

describe("vault.promote-dr", () => {
  it("is done when Vault calls itself the primary, and runs", async () => {
    const { stage, step } = await scene({ state: "stream-wals" });
    const runId = await stage.run([step]);
    await expect
      .poll(async () => (await hub.reachesStep(runId, 0, "Verifying")).steps[0]?.message, { timeout: 20_000 })
      .toBe("waiting for keys to run as the primary, now stream-wals");
    Object.assign(stage.standby.vault!, { state: "running" });
    expect((await hub.reaches(runId, "Succeeded")).steps[0]?.message).toBe("keys is the primary, and runs");
    expect(stage.effects()).toHaveLength(1);
  });

  it("sends nothing when it is the primary already", async () => {
    const { stage, step } = await scene({ mode: "primary" });
    expect((await hub.reaches(await stage.run([step]), "Succeeded")).steps[0]?.message).toBe("already so: keys is the primary, and runs");
    expect(stage.effects()).toEqual([]);
  });

  it.each<[string, string, object | null]>([
    ["it still hears its primary", "VaultPrimaryAlive", { connectedPrimaries: 1 }],
    ["it is no secondary", "VaultNotSecondary", { mode: "disabled" }],
    ["no token is mounted", "VaultTokenAbsent", { hasCredential: false }],
    ["the agent's owner named none", "ServiceNotNamed", null],
  ])("is refused before anything is sent when %s", async (_, reason, vault) => {
    const { stage, step } = await scene(vault ?? {});
    if (vault === null) stage.standby.vault = null;
    const run = await hub.reaches(await stage.run([step]), "Paused");
    expect(run.steps[0]).toMatchObject({ state: "Failed", commandId: null });
    expect(run.journal.find((line) => line.transition === "failed")?.detail).toMatchObject({ reason });
    expect(stage.effects()).toEqual([]);
  });

  it("is rehearsed with a word of warning while it hears its primary, which no step can demote", async () => {
    const { stage, step } = await scene({ connectedPrimaries: 1 });
    const plan = stage.plan([step]);
    const rehearsal = { kind: "rehearsal", approvers: [] } as const;
    const run = await hub.reaches(await anApprovedRun(db, stage.pair, plan, await stage.save(plan), rehearsal), "Succeeded", "Failed");
    expect(run.steps[0]?.message).toContain("hears its primary now; a step before this one, or its loss, has to end that");
  });

  it("has no way back: the run stops for a person", async () => {
    const { stage, step } = await scene();
    const runId = await stage.run([step, stepsOf(stage.pair).never({ onFailure: "undo" })]);
    expect((await hub.reaches(runId, "NeedsOperator")).steps[0]).toMatchObject({ isIrreversible: true });
  });
});
