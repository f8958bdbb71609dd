import { auditOf } from "@holdfast/testkit/audit-trail";
import { suiteDatabase } from "@holdfast/testkit/suite-database";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { PlanMore } from "../../test/approved-run";
import { type ArmingMore, anArming, aTrigger, PRIMARY_URL } from "../../test/armed-plan";
import { eventually } from "../../test/eventually";
import { memoryLog } from "../../test/furnish";
import { stepsOf } from "../../test/steps-of";
import { suiteHub } from "../../test/suite-hub";
import { startWatching, type Watching } from "./start-watching";

const db = suiteDatabase();
const hub = suiteHub(db);
const watching: Watching[] = [];
const ports = (hubId: string) => ({
  ...{ db, hubId, log: memoryLog(), now: () => new Date() },
  ...{ agents: hub.agents().agents, links: hub.agents().links },
});
// Two hubs, as in production: one of them watches, and which one nobody chooses.
beforeAll(() => void watching.push(startWatching(ports("one")), startWatching(ports("two"))));
afterAll(() => Promise.all(watching.map((each) => each.stop())));

const turn = (isStopped: boolean) =>
  db.prisma.automationSwitch.update({
    where: { id: 1 },
    data: isStopped
      ? { stoppedAt: new Date(), stoppedById: "olga", stoppedByName: "Olga", reason: "storm" }
      : { stoppedAt: null, stoppedById: null, stoppedByName: null, reason: null },
  });
beforeEach(() => turn(false));

/** A pair with an armed plan whose primary answers, seen from both sides. */
async function armed(more: ArmingMore & { trigger?: object; plan?: PlanMore; alarm?: number } = {}) {
  const stage = await hub.stage();
  stage.standby.pages.set(PRIMARY_URL, { status: 200 });
  if (more.alarm !== undefined) stage.standby.metrics.set("gone", [more.alarm]);
  const plan = stage.plan([stepsOf(stage.pair).scale(10)], { trigger: aTrigger(more.trigger), ...more.plan });
  const saved = await stage.save(plan);
  const armingId = await anArming(db, stage.pair, plan, saved, more);
  const arming = () => db.prisma.arming.findUniqueOrThrow({ where: { id: armingId }, include: { watch: true, run: true } });
  const watch = async () => (await arming()).watch;
  if (more.phase !== "AwaitingApproval")
    await eventually(async () => (await watch())?.seenFrom.toSorted()).toEqual([
      ...(more.alarm === undefined ? [] : ["alarm"]),
      "heartbeat",
      "probe",
    ]);
  const looks = async (count: number) => {
    for (let i = 0; i < count; i++) {
      const before = (await watch())?.lookedAt;
      await eventually(async () => (await watch())?.lookedAt.getTime()).toBeGreaterThan(before?.getTime() ?? 0);
    }
  };
  return {
    ...{ ...stage, ...saved, armingId, arming, watch, looks },
    runs: () => db.prisma.run.findMany({ where: { planId: saved.planId } }),
    cutHeartbeat: () => void Object.assign(stage.primary.faults, { isConnected: false }),
    cutProbe: () => void stage.standby.pages.delete(PRIMARY_URL),
  };
}
const audited = async (action: string, armingId: string) =>
  (await auditOf(db, action)).filter((each) => each.requestId === `arming:${armingId}`);

describe("an armed plan whose primary is lost", () => {
  it("runs to its end without a person: one run, under the approval of the arming, and all of it is on record", async () => {
    const scene = await armed();
    scene.cutHeartbeat();
    scene.cutProbe();
    await eventually(async () => (await scene.runs()).length).toBe(1);
    const [begun] = await scene.runs();
    const run = await hub.reaches(begun?.id ?? "", "Succeeded");
    expect(run).toMatchObject({ origin: "trigger", mode: "ungraceful", armingId: scene.armingId, requestedByName: "Ana" });
    expect(run.reason).toContain("is lost: its agent sends no heartbeat");
    expect(run.guards).toEqual(expect.arrayContaining([expect.objectContaining({ name: "approvals-valid", isMet: true })]));
    expect(scene.effects()).toHaveLength(1);
    expect(await scene.arming()).toMatchObject({ phase: "Spent", endMessage: expect.stringContaining("a run was begun") });
    expect((await audited("failover.trigger", scene.armingId)).map(({ outcome }) => outcome)).toEqual(["succeeded"]);
    expect(await audited("arming.confirm-loss", scene.armingId)).toHaveLength(1);
    const told = await db.prisma.event.findMany({ where: { subjectId: scene.armingId, type: "watch.changed" }, orderBy: { id: "asc" } });
    expect(told.map(({ payload }) => (payload as { state: string }).state)).toEqual(["holding", "lost"]);
  });
});

describe("an armed plan begins nothing", () => {
  it("when only the hub has lost sight of the primary, however long", async () => {
    const scene = await armed();
    scene.cutHeartbeat();
    await eventually(async () => JSON.stringify((await scene.watch())?.vantages)).toContain("its agent sends no heartbeat");
    await scene.looks(1);
    expect(await scene.watch()).toMatchObject({ state: "standing", silentSince: null });
    expect(await scene.runs()).toEqual([]);
    expect(scene.effects()).toEqual([]);
  });

  it("when only the standby has", async () => {
    const scene = await armed();
    scene.cutProbe();
    await eventually(async () => JSON.stringify((await scene.watch())?.vantages)).toContain("gets no answer");
    await scene.looks(1);
    expect(await scene.watch()).toMatchObject({ state: "standing" });
    expect(await scene.runs()).toEqual([]);
  });

  it("when the standby can't be asked: who does not look sees no silence", async () => {
    const scene = await armed();
    scene.standby.faults.isConnected = false;
    scene.cutHeartbeat();
    await eventually(async () => JSON.stringify((await scene.watch())?.vantages)).toContain("could not ask");
    await scene.looks(1);
    expect(await scene.runs()).toEqual([]);
  });

  it("when the standby can't look up the primary's name: that nobody was asked is no silence", async () => {
    const scene = await armed();
    scene.cutHeartbeat();
    scene.standby.pages.set(PRIMARY_URL, "NameUnknown");
    await eventually(async () => JSON.stringify((await scene.watch())?.vantages)).toContain("could not ask: getaddrinfo ENOTFOUND");
    await eventually(async () => JSON.stringify((await scene.watch())?.vantages)).toContain("its agent sends no heartbeat");
    await scene.looks(2);
    expect(await scene.watch()).toMatchObject({ state: "standing", silentSince: null });
    expect(await scene.runs()).toEqual([]);
  });

  it("when its plan asks for a report and none has come, and begins once one does", async () => {
    const scene = await armed({ trigger: { reported: { source: "watchdog", validForSeconds: 60 } } });
    scene.cutHeartbeat();
    scene.cutProbe();
    await eventually(async () => JSON.stringify((await scene.watch())?.vantages)).toContain("gets no answer");
    await scene.looks(1);
    expect(await scene.watch()).toMatchObject({ state: "standing" });
    expect(await scene.runs()).toEqual([]);
    const at = new Date();
    await db.prisma.triggerSource.create({
      data: {
        ...{ id: crypto.randomUUID(), name: "watchdog", secretHash: "x", createdById: "ada", createdByName: "Ada", createdAt: at },
        reports: {
          create: { eventSource: "s", eventId: "1", clusterId: scene.pair.primary.id, sight: "silent", happenedAt: at, receivedAt: at },
        },
      },
    });
    await eventually(async () => (await scene.runs()).length).toBe(1);
  });

  const alarms = (more: object = {}) => ({
    alarms: { conditions: [{ name: "gone", query: "gone", comparison: ">", threshold: 0 }], ...more },
  });
  const vantages = async (scene: Awaited<ReturnType<typeof armed>>) => JSON.stringify((await scene.watch())?.vantages);

  it("when its plan asks for an alarm that is not so, and begins once it is", async () => {
    const scene = await armed({ trigger: alarms(), alarm: 0 });
    scene.cutHeartbeat();
    scene.cutProbe();
    await eventually(() => vantages(scene)).toContain("is 0, which is not > 0");
    await scene.looks(1);
    expect(await scene.watch()).toMatchObject({ state: "standing" });
    expect(await scene.runs()).toEqual([]);
    scene.standby.metrics.set("gone", [1]);
    await eventually(async () => (await scene.runs()).length).toBe(1);
    expect((await scene.runs())[0]?.reason).toContain("is 1, which is > 0");
  });

  it("when its alarm can't be read, or has been so ever since it was armed", async () => {
    const scene = await armed({ trigger: alarms() });
    scene.cutHeartbeat();
    scene.cutProbe();
    await eventually(() => vantages(scene)).toContain("can't be read");
    scene.standby.metrics.set("gone", [1]);
    await eventually(() => vantages(scene)).toContain("ever since the plan was armed");
    await scene.looks(2);
    expect(await scene.watch()).toMatchObject({ state: "standing" });
    expect(await scene.runs()).toEqual([]);
  });

  it("by an alarm alone, although the plan declares it enough: while the heartbeat arrives, or the probe gets an answer", async () => {
    const scene = await armed({ trigger: alarms({ enough: true }), alarm: 0 });
    scene.standby.metrics.set("gone", [1]);
    scene.standby.pages.set(PRIMARY_URL, "NameUnknown");
    await eventually(() => vantages(scene)).toContain("is 1, which is > 0");
    await scene.looks(2);
    expect(await scene.watch()).toMatchObject({ state: "standing" });
    scene.standby.pages.set(PRIMARY_URL, { status: 200 });
    scene.cutHeartbeat();
    await eventually(() => vantages(scene)).toContain("sends no heartbeat");
    await scene.looks(2);
    expect(await scene.runs()).toEqual([]);
    // The plan declares it enough where the probe can't say.
    scene.standby.pages.set(PRIMARY_URL, "NameUnknown");
    await eventually(async () => (await scene.runs()).length).toBe(1);
  });

  it("while it was not approved, and its request runs out in time", async () => {
    const scene = await armed({ phase: "AwaitingApproval", approvers: [] });
    scene.cutHeartbeat();
    scene.cutProbe();
    await db.prisma.arming.update({ where: { id: scene.armingId }, data: { expiresAt: new Date() } });
    await eventually(async () => (await scene.arming()).phase).toBe("Expired");
    expect(await scene.runs()).toEqual([]);
  });

  it("when its window is over, and says so", async () => {
    const scene = await armed({ armedForMs: 3000 });
    await eventually(async () => (await scene.arming()).phase).toBe("Expired");
    scene.cutHeartbeat();
    scene.cutProbe();
    expect(await scene.arming()).toMatchObject({ endMessage: "The time for which it was armed is over." });
    expect((await audited("arming.lapse", scene.armingId)).map(({ outcome }) => outcome)).toEqual(["succeeded"]);
    expect(await scene.runs()).toEqual([]);
  });
});

describe("a loss that is held back", () => {
  it("by the kill switch says so once on record, and begins when automation is released", async () => {
    await turn(true);
    const scene = await armed();
    scene.cutHeartbeat();
    scene.cutProbe();
    await eventually(async () => JSON.stringify((await scene.watch())?.heldBack)).toContain("stopped by Olga: storm");
    await scene.looks(1);
    expect(await scene.runs()).toEqual([]);
    const refusals = await audited("failover.trigger", scene.armingId);
    expect(refusals).toMatchObject([{ outcome: "refused", reason: expect.stringContaining("storm") }]);
    await turn(false);
    await eventually(async () => (await scene.runs()).length).toBe(1);
  });

  it("by its own minimum delay says how long", async () => {
    const scene = await armed({ trigger: { minDelaySeconds: 3600 } });
    const plan = await db.prisma.planVersion.findFirstOrThrow({ where: { planId: scene.planId } });
    await db.prisma.run.create({
      data: {
        ...{
          id: crypto.randomUUID(),
          planId: scene.planId,
          planVersion: plan.number,
          groupId: scene.groupId,
          evaluationId: scene.evaluationId,
        },
        ...{ primaryId: scene.pair.primary.id, standbyId: scene.pair.standby.id, kind: "drill", mode: "graceful", phase: "Succeeded" },
        ...{ reason: "", subjectHash: "", approvalsRequired: 1, requestedById: "ana", requestedByName: "Ana", requestedAt: new Date() },
        ...{ expiresAt: new Date(), startedAt: new Date(), finishedAt: new Date() },
      },
    });
    scene.cutHeartbeat();
    scene.cutProbe();
    await eventually(async () => JSON.stringify((await scene.watch())?.heldBack)).toMatch(/3[56]\d\d s of the 3600 s/);
    expect(await scene.runs()).toHaveLength(1);
  });
});

describe("an arming is void, and the refusal is on record,", () => {
  const refused = async (scene: Awaited<ReturnType<typeof armed>>, reason: string) => {
    scene.cutHeartbeat();
    scene.cutProbe();
    await eventually(async () => (await scene.arming()).phase).toBe("Lapsed");
    expect((await audited("failover.trigger", scene.armingId)).at(-1)).toMatchObject({
      outcome: "refused",
      reason: expect.stringContaining(reason),
    });
    expect(await scene.runs()).toEqual([]);
    expect(scene.effects()).toEqual([]);
  };
  const change = (armingId: string, data: object) => db.prisma.arming.update({ where: { id: armingId }, data });

  it("when its window was prolonged in the store", async () => {
    const scene = await armed();
    await change(scene.armingId, { armedUntil: new Date(Date.now() + 86_400_000) });
    await refused(scene, "not what was approved");
  });

  it("when the plan's text was changed in the store", async () => {
    const scene = await armed();
    const row = await db.prisma.planVersion.findFirstOrThrow({ where: { planId: scene.planId } });
    const spec = JSON.parse(JSON.stringify(row.spec).replace('"replicas":10', '"replicas":99')) as object;
    await db.prisma.planVersion.update({ where: { planId_number: { planId: scene.planId, number: 1 } }, data: { spec } });
    await refused(scene, "not what was approved");
  });

  it("when nobody but its requester approved it", async () => {
    await refused(await armed({ approvers: ["ana"] }), "0 of 1 valid approvals");
  });

  it("when the yes was for something else", async () => {
    await refused(await armed({ approvalHash: "0".repeat(64) }), "0 of 1 valid approvals");
  });
});
