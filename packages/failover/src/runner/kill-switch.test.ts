import { suiteDatabase } from "@holdfast/testkit/suite-database";
import { beforeEach, describe, expect, it } from "vitest";
import { decideStep } from "../../test/approved-run";
import { eventually } from "../../test/eventually";
import { stepsOf } from "../../test/steps-of";
import { suiteHub } from "../../test/suite-hub";

const db = suiteDatabase();
const hub = suiteHub(db);
const turn = (isStopped: boolean) =>
  db.prisma.automationSwitch.update({
    where: { id: 1 },
    data: isStopped
      ? { stoppedAt: new Date(), stoppedById: "olga", stoppedByName: "Olga", reason: "storm" }
      : { stoppedAt: null, stoppedById: null, stoppedByName: null, reason: null },
  });
beforeEach(() => turn(false));

const guardOf = (row: { guards: unknown }) =>
  (row.guards as { name: string; isMet: boolean }[]).find((guard) => guard.name === "kill-switch-off");

describe("a run that no person started", () => {
  it("does not start while automation is stopped, says who stopped it, and starts when it is released", async () => {
    await turn(true);
    const stage = await hub.stage();
    const runId = await stage.run([stepsOf(stage.pair).scale(10)], { origin: "trigger" });
    await eventually(async () => (await hub.reaches(runId, "Approved")).phaseMessage).toContain("stopped by Olga: storm");
    expect(stage.effects()).toEqual([]);
    await turn(false);
    expect(guardOf(await hub.reaches(runId, "Succeeded"))).toMatchObject({ isMet: true });
  });

  it("pauses before its next order, and goes on where it stood when a person resumes it after the release", async () => {
    const stage = await hub.stage();
    const step = stepsOf(stage.pair);
    const runId = await stage.run([step.scale(10), step.ask(), { ...step.scale(12), name: "more" }], { origin: "calendar" });
    await hub.reachesStep(runId, 1, "Verifying", "AwaitingApproval");
    await turn(true);
    await decideStep(db, runId, step.ask().name, "ben");
    const paused = await hub.reaches(runId, "Paused");
    expect(paused.phaseMessage).toContain("paused by a guard: all automation was stopped by Olga: storm");
    expect(guardOf(paused)).toMatchObject({ isMet: false });
    expect(stage.effects()).toHaveLength(1);

    await hub.tell(runId, "resume");
    await eventually(async () => (await hub.reaches(runId, "Paused")).version).toBeGreaterThan(paused.version);
    expect(stage.effects()).toHaveLength(1);
    await turn(false);
    await hub.tell(runId, "resume");
    await hub.reaches(runId, "Succeeded");
    expect(stage.effects()).toHaveLength(2);
  });
});

describe("a run that a person started", () => {
  it("is not kept by the switch", async () => {
    await turn(true);
    const stage = await hub.stage();
    const runId = await stage.run([stepsOf(stage.pair).scale(10)]);
    await hub.reaches(runId, "Succeeded");
  });
});
