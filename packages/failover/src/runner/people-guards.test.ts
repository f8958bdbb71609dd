import { randomUUID } from "node:crypto";
import { suiteDatabase } from "@holdfast/testkit/suite-database";
import { beforeEach, describe, expect, it } from "vitest";
import { decideStep } from "../../test/approved-run";
import { eventually } from "../../test/eventually";
import { stepsOf } from "../../test/steps-of";
import { suiteHub } from "../../test/suite-hub";

const db = suiteDatabase();
const hub = suiteHub(db);
const limits = (minimumDelaySeconds: number, groupsAtOnce: number) =>
  db.prisma.failoverLimit.update({ where: { id: 1 }, data: { minimumDelaySeconds, groupsAtOnce } });
const freeze = (groups: string[] = []) =>
  db.prisma.freezeWindow.create({
    data: {
      ...{ id: randomUUID(), name: "peak", reason: "Singles' Day", groups, madeById: "ana", madeByName: "Ana", madeAt: new Date() },
      times: { repeats: "once", startsAt: new Date(Date.now() - 60_000), endsAt: new Date(Date.now() + 3_600_000) },
    },
  });
beforeEach(async () => {
  await db.prisma.freezeWindow.deleteMany();
  await limits(0, 20);
});

const guardOf = (row: { guards: unknown }, name: string) =>
  (row.guards as { name: string; isMet: boolean; message: string }[]).find((guard) => guard.name === name);
const says = (runId: string) => eventually(async () => (await hub.reaches(runId, "Approved")).phaseMessage);

describe("a freeze", () => {
  it("keeps a graceful run of its group from starting, and lets it start when it is taken away", async () => {
    const stage = await hub.stage();
    await freeze();
    const runId = await stage.run([stepsOf(stage.pair).scale(10)], { mode: "graceful" });
    await says(runId).toMatch(/frozen until .* UTC by peak: Singles' Day/);
    expect(stage.effects()).toEqual([]);
    await db.prisma.freezeWindow.deleteMany();
    await hub.reaches(runId, "Succeeded");
  });

  it("of another group keeps nothing", async () => {
    const stage = await hub.stage();
    await freeze(["elsewhere"]);
    await hub.reaches(await stage.run([stepsOf(stage.pair).scale(10)], { mode: "graceful" }), "Succeeded");
  });

  it("that begins in the middle of a drill pauses it before its next order", async () => {
    const stage = await hub.stage();
    const step = stepsOf(stage.pair);
    const runId = await stage.run([step.ask(), step.scale(10)], { mode: "ungraceful", kind: "drill" });
    await hub.reachesStep(runId, 0, "Verifying", "AwaitingApproval");
    await freeze();
    await decideStep(db, runId, "ask", "ben");
    const paused = await hub.reaches(runId, "Paused");
    expect(paused.phaseMessage).toContain("paused by a guard: frozen until");
    expect(guardOf(paused, "no-freeze-window")).toMatchObject({ isMet: false });
    expect(stage.effects()).toEqual([]);
    // Paused it still holds its group, which counts as one that moves.
    await hub.tell(runId, "abort");
    await hub.reaches(runId, "Failed");
  });

  it("does not stop a run whose primary is lost, and is said on it", async () => {
    const stage = await hub.stage();
    await freeze();
    const done = await hub.reaches(await stage.run([stepsOf(stage.pair).scale(10)], { mode: "ungraceful" }), "Succeeded");
    expect(guardOf(done, "no-freeze-window")).toMatchObject({ isMet: true, message: expect.stringContaining("does not keep a run") });
  });
});

describe("the limits", () => {
  it("let a group rest after its last run", async () => {
    const stage = await hub.stage();
    const plan = stage.plan([stepsOf(stage.pair).scale(10)]);
    const saved = await stage.save(plan);
    const again = () => stage.again(plan, saved);
    await hub.reaches(await again(), "Succeeded");
    await limits(3600, 20);
    const second = await again();
    await says(second).toMatch(/has just ended: 3\d\d\d s of 3600 s/);
    await limits(0, 20);
    await hub.reaches(second, "Succeeded");
  });

  it("let no more groups move at once than they say, also when all would start at the same moment", async () => {
    await limits(0, 2);
    const stages = await Promise.all(Array.from({ length: 5 }, () => hub.stage()));
    const runs = await Promise.all(stages.map((stage) => stage.run([stepsOf(stage.pair).ask()])));
    const moving = async () => (await db.prisma.run.findMany({ where: { id: { in: runs }, phase: "Running" } })).map((run) => run.id);
    const waiting = async () =>
      db.prisma.run.count({ where: { id: { in: runs }, phase: "Approved", phaseMessage: { contains: "2 other groups move already" } } });
    await eventually(waiting).toBe(3);
    expect(await moving()).toHaveLength(2);
    for (let left = 5; left > 0; left--) {
      await eventually(async () => (await moving()).length).toBe(Math.min(2, left));
      const [first = ""] = await moving();
      await hub.reachesStep(first, 0, "Verifying", "AwaitingApproval");
      await decideStep(db, first, "ask", "ben");
      await hub.reaches(first, "Succeeded");
    }
  });
});

describe("an override", () => {
  const override = (runId: string, guards: string[], minutes = 30) =>
    db.prisma.guardOverride.create({
      data: {
        ...{ id: randomUUID(), runId, guards, reason: "customers wait", byId: "ben", byName: "Ben", at: new Date() },
        expiresAt: new Date(Date.now() + minutes * 60_000),
      },
    });

  it("lets its run through the guards that it names, which say whose word that was", async () => {
    await freeze();
    const stage = await hub.stage();
    const runId = await stage.run([stepsOf(stage.pair).scale(10)], { mode: "graceful" });
    await says(runId).toContain("frozen until");
    await override(runId, ["minimum-delay"]);
    await override(runId, ["no-freeze-window"], -1);
    await says(runId).toContain("frozen until");
    await override(runId, ["no-freeze-window"]);
    const done = await hub.reaches(runId, "Succeeded");
    expect(guardOf(done, "no-freeze-window")).toMatchObject({
      ...{ isMet: true, isOverridden: true },
      message: expect.stringMatching(/^overridden by Ben until .* UTC because customers wait; it says: frozen until/),
    });
  });

  it("of another run lets nothing through", async () => {
    await freeze();
    const stage = await hub.stage();
    const [first, second] = [await hub.stage(), stage];
    const other = await first.run([stepsOf(first.pair).scale(10)], { mode: "graceful" });
    await override(other, ["no-freeze-window"]);
    await hub.reaches(other, "Succeeded");
    const runId = await second.run([stepsOf(second.pair).scale(10)], { mode: "graceful" });
    await says(runId).toContain("frozen until");
    expect(second.effects()).toEqual([]);
  });

  it("lets a group move although enough others do", async () => {
    await limits(0, 1);
    const [busy, stage] = [await hub.stage(), await hub.stage()];
    const holder = await busy.run([stepsOf(busy.pair).ask()]);
    await hub.reachesStep(holder, 0, "Verifying", "AwaitingApproval");
    const runId = await stage.run([stepsOf(stage.pair).scale(10)]);
    await says(runId).toContain("other groups move already");
    await override(runId, ["groups-at-once"]);
    await hub.reaches(runId, "Succeeded");
    await decideStep(db, holder, "ask", "ben");
    await hub.reaches(holder, "Succeeded");
  });

  it("never lets through what nobody may override, whatever a row says", async () => {
    await db.prisma.automationSwitch.update({
      where: { id: 1 },
      data: { stoppedAt: new Date(), stoppedById: "olga", stoppedByName: "Olga", reason: "storm" },
    });
    const stage = await hub.stage();
    const runId = await stage.run([stepsOf(stage.pair).scale(10)], { origin: "trigger" });
    await override(runId, ["kill-switch-off", "approvals-valid", "epoch-current", "one-run-per-group"]);
    await says(runId).toContain("stopped by Olga");
    expect(stage.effects()).toEqual([]);
  });
});
