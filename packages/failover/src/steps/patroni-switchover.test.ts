import { PatroniSwitchover } from "@holdfast/contracts/steps/patroni-switchover";
import { suiteDatabase } from "@holdfast/testkit/suite-database";
import { describe, expect, it } from "vitest";
import type { StepText } from "../../test/approved-run";
import { stepsOf } from "../../test/steps-of";
import { suiteHub } from "../../test/suite-hub";

const hub = suiteHub(suiteDatabase());
const member = (name: string, role: string, more: object = {}) => ({ name, role, state: "running", lagBytes: 0, ...more });

async function scene(candidate: object = {}) {
  const stage = await hub.stage();
  stage.standby.patroni = [member("pg-0", "leader"), member("pg-1", "replica", { state: "streaming", ...candidate })];
  const step: StepText = {
    name: "switch",
    use: "patroni.switchover",
    with: { cluster: stage.standby.name, service: "orders", leader: "pg-0", candidate: "pg-1" },
  };
  const leader = () => stage.standby.patroni?.find(({ role }) => role === "leader")?.name;
  return { stage, step, leader, never: () => stepsOf(stage.pair).never({ onFailure: "undo" }) };
}

describe("patroni.switchover", () => {
  it("is done when Patroni lists the candidate as its leader", async () => {
    const { stage, step, leader } = await scene();
    expect((await hub.reaches(await stage.run([step]), "Succeeded")).steps[0]?.message).toBe("pg-1 leads orders");
    expect(leader()).toBe("pg-1");
    expect(stage.effects()).toHaveLength(1);
  });

  it("sends nothing when the candidate leads already", async () => {
    const { stage, step } = await scene();
    stage.standby.patroni = [member("pg-0", "replica"), member("pg-1", "leader")];
    expect((await hub.reaches(await stage.run([step]), "Succeeded")).steps[0]).toMatchObject({ message: "already so: pg-1 leads orders" });
    expect(stage.effects()).toEqual([]);
  });

  it("is undone by switching back, unless a third one leads by then", async () => {
    const back = await scene();
    await hub.reaches(await back.stage.run([back.step, back.never()]), "Undone");
    expect(back.leader()).toBe("pg-0");
    const third = await scene();
    const runId = await third.stage.run([third.step, third.never()]);
    await hub.reachesStep(runId, 1, "Verifying");
    third.stage.standby.patroni = [member("pg-0", "replica"), member("pg-1", "replica"), member("pg-2", "leader")];
    expect((await hub.reaches(runId, "NeedsOperator")).phaseMessage).toContain("pg-2 leads orders, not pg-0");
  });

  it.each<[string, string, object]>([
    ["another member leads", "PatroniLedByOther", { leader: "pg-7" }],
    ["there is no such candidate", "PatroniMemberAbsent", { candidate: "pg-9" }],
  ])("is refused before anything is sent when %s", async (_, reason, more) => {
    const { stage, step } = await scene();
    const run = await hub.reaches(await stage.run([{ ...step, with: { ...(step.with as object), ...more } }]), "Paused");
    expect(run.journal.find((line) => line.transition === "failed")?.detail).toMatchObject({ reason });
    expect(stage.effects()).toEqual([]);
  });

  it.each([
    ["is not well", "PatroniMemberUnfit", { state: "start failed" }],
    ["is too far behind", "PatroniMemberBehind", { lagBytes: 2_000_000 }],
  ])("is refused before anything is sent when the candidate %s", async (_, reason, candidate) => {
    const { stage, step } = await scene(candidate);
    const run = await hub.reaches(await stage.run([step]), "Paused");
    expect(run.journal.find((line) => line.transition === "failed")?.detail).toMatchObject({ reason });
    expect(stage.effects()).toEqual([]);
  });

  it("is refused where the agent's owner named no such service", async () => {
    const { stage, step } = await scene();
    stage.standby.patroni = null;
    const run = await hub.reaches(await stage.run([step]), "Paused");
    expect(run.journal.find((line) => line.transition === "failed")?.detail).toMatchObject({ reason: "ServiceNotNamed" });
  });

  it("needs two members", () => {
    const same = { cluster: "dr", service: "orders", leader: "pg-0", candidate: "pg-0" };
    expect(PatroniSwitchover.safeParse(same).error?.issues[0]).toMatchObject({ path: ["candidate"] });
  });
});
