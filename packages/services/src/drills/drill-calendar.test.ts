import { randomUUID } from "node:crypto";
import type { DrillTimes, NewDrillSchedule } from "@holdfast/contracts/drill";
import { RequestFailover } from "@holdfast/contracts/failover";
import type { PlanId } from "@holdfast/contracts/ids";
import { aPlan, evaluated } from "@holdfast/testkit/a-plan";
import { auditOf } from "@holdfast/testkit/audit-trail";
import { aCluster } from "@holdfast/testkit/installation";
import { aPerson, type Person, theSystem } from "@holdfast/testkit/people";
import { silentLog } from "@holdfast/testkit/silent-log";
import { suiteDatabase } from "@holdfast/testkit/suite-database";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { systemContext } from "../context/system-context";
import { readEvents } from "../events/read-events";
import { decideFailover } from "../failover/decide-failover";
import { getRun } from "../failover/get-run";
import { requestFailover } from "../failover/request-failover";
import { contentOfEvent } from "../notifications/event-content";
import { createSchedule } from "./create-schedule";
import { keepDrillCalendar } from "./keep-drill-calendar";
import { listDrills } from "./list-drills";

const db = suiteDatabase();
const MINUTE = 60_000;
let [ana, ben] = [] as unknown as [Person, Person];
beforeAll(async () => {
  for (const [name, environment] of [
    ["prod", "production"],
    ["dr", "dr"],
  ] as const) {
    const { id } = await aCluster(db, name, { environment });
    await db.prisma.agentLink.upsert({
      where: { clusterId: id },
      create: { clusterId: id, state: "connected", since: new Date(), lastHeartbeatAt: new Date(), hubId: "hub-1" },
      update: { state: "connected", hubId: "hub-1" },
    });
  }
  // Longer than any test takes: presence is counted in seconds.
  await db.prisma.hubPresence.create({
    data: { hubId: "hub-1", address: "x", version: "1", startedAt: new Date(), lastSeenAt: new Date(Date.now() + 60 * MINUTE) },
  });
  ana = await aPerson(db, "ana", ["operator", "approver"]);
  ben = await aPerson(db, "ben", ["approver"]);
});
beforeEach(async () => {
  await db.prisma.drillSchedule.deleteMany();
  await db.prisma.freezeWindow.deleteMany();
  await db.prisma.automationSwitch.update({
    where: { id: 1 },
    data: { stoppedAt: null, stoppedById: null, stoppedByName: null, reason: null },
  });
});

const hub = (name: string) => systemContext({ db, now: () => new Date(), log: silentLog }, name);
let number = 0;
const planOf = (more: object = {}) => aPlan(db, { name: `plan-${++number}`, primary: "prod", standby: "dr", ...more });
const soon = (minutes: number): DrillTimes => ({ repeats: "once", startsAt: new Date(Date.now() + minutes * MINUTE) });
const schedule = (planId: PlanId, times: DrillTimes, more: Partial<NewDrillSchedule> = {}): NewDrillSchedule => ({
  ...{ planId, name: "quarterly", reason: "the regulator asks for it", times, askAheadMinutes: 120, graceMinutes: 30, isPaused: false },
  ...more,
});
/** A schedule whose occurrence is `minutes` from now; in the past it is as if no hub had been there. */
async function scheduled(planId: PlanId, minutes: number, more: Partial<NewDrillSchedule> = {}) {
  const { id } = await createSchedule(ana.as(), schedule(planId, soon(60), more));
  const times = JSON.parse(JSON.stringify(soon(minutes)));
  await db.prisma.drillSchedule.update({ where: { id }, data: { times, settledUntil: new Date(Date.now() - 10_000 * MINUTE) } });
  return id;
}
const occurrences = (scheduleId: string) => db.prisma.drillOccurrence.findMany({ where: { scheduleId }, include: { run: true } });
const lastAudit = async (action: string) => (await auditOf(db, action)).at(-1);
const lastEvent = () => db.prisma.event.findFirst({ where: { type: "drill.changed" }, orderBy: { id: "desc" } });

/** What channels are told of the last thing that the calendar did. */
async function lastTold() {
  const last = await lastEvent();
  const [event] = await readEvents(db, (last?.id ?? 1n) - 1n);
  return event && (await contentOfEvent(db, event))?.content;
}

describe("a drill that is due", () => {
  it("is asked for ahead by its calendar, waits for others to approve it, and for its time", async () => {
    const { id } = await planOf();
    const scheduleId = await scheduled(id, 90);
    await keepDrillCalendar(hub("hub-1"));
    const [occurrence] = await occurrences(scheduleId);
    expect(occurrence).toMatchObject({ outcome: "asked", run: { kind: "drill", origin: "calendar", phase: "AwaitingApproval" } });
    const { dueAt, run } = occurrence ?? { dueAt: new Date(), run: null };
    expect(run).toMatchObject({ requestedById: ana.id, notBefore: dueAt, expiresAt: new Date(dueAt.getTime() + 30 * MINUTE) });
    const seen = await getRun(ben.as(), run?.id ?? "");
    const decision = { runId: seen.id, step: null, decision: "approve" as const, subjectHash: seen.subjectHash, comment: "" };
    // Whoever made the schedule has asked for it.
    await expect(decideFailover(ana.as(), decision)).rejects.toMatchObject({ code: "ApproverIsRequester" });
    await decideFailover(ben.as(), decision);
    expect((await getRun(ben.as(), seen.id)).phase).toBe("Approved");
    expect(await lastAudit("drill.ask")).toMatchObject({ outcome: "succeeded", actor: { kind: "system", id: "hub-1" } });
    expect((await lastEvent())?.payload).toMatchObject({ outcome: "asked", schedule: "quarterly" });
    // Its request is told as every request is: once.
    expect(await lastTold()).toBeUndefined();
  });

  it("is not asked for before that", async () => {
    const { id } = await planOf();
    const scheduleId = await scheduled(id, 121);
    await keepDrillCalendar(hub("hub-1"));
    expect(await occurrences(scheduleId)).toEqual([]);
  });

  it("is asked for once, however many hubs look at once and again", async () => {
    const { id } = await planOf();
    const scheduleId = await scheduled(id, -1);
    await Promise.all([1, 2, 3, 4].map((n) => keepDrillCalendar(hub(`hub-${n}`))));
    await keepDrillCalendar(hub("hub-2"));
    expect(await occurrences(scheduleId)).toHaveLength(1);
    expect(await db.prisma.run.count({ where: { planId: id } })).toBe(1);
  });

  it("while no hub was there is told as missed once its grace is over, and never run late", async () => {
    const { id } = await planOf();
    const scheduleId = await scheduled(id, -31);
    await Promise.all([keepDrillCalendar(hub("hub-1")), keepDrillCalendar(hub("hub-2"))]);
    expect(await occurrences(scheduleId)).toMatchObject([{ outcome: "missed", run: null, message: expect.stringContaining("missed") }]);
    expect(await db.prisma.run.count({ where: { planId: id } })).toBe(0);
    expect(await lastAudit("drill.miss")).toMatchObject({ outcome: "failed" });
    expect((await lastEvent())?.payload).toMatchObject({ outcome: "missed" });
    expect(await lastTold()).toMatchObject({
      ...{ topic: "drill.missed", gaps: { plan: `plan-${number}`, schedule: "quarterly" }, path: "/failover/drills", actor: null },
      ...{ detail: expect.stringContaining("missed"), clusters: [{ name: "dr" }, { name: "prod" }] },
    });
  });

  it("within its grace is still asked for after a hub has come back", async () => {
    const { id } = await planOf();
    const scheduleId = await scheduled(id, -29);
    await keepDrillCalendar(hub("hub-1"));
    expect(await occurrences(scheduleId)).toMatchObject([{ outcome: "asked" }]);
  });

  it("is not asked for while its schedule is paused", async () => {
    const { id } = await planOf();
    const scheduleId = await scheduled(id, -1, { isPaused: true });
    await keepDrillCalendar(hub("hub-1"));
    expect(await occurrences(scheduleId)).toEqual([]);
  });
});

describe("a drill is skipped, with the reason on record", () => {
  const skips = async (planId: PlanId, reason: RegExp) => {
    const scheduleId = await scheduled(planId, -1);
    await keepDrillCalendar(hub("hub-1"));
    expect(await occurrences(scheduleId)).toMatchObject([{ outcome: "skipped", run: null, message: expect.stringMatching(reason) }]);
    expect(await lastAudit("drill.skip")).toMatchObject({ outcome: "refused", reason: expect.stringMatching(reason) });
    expect((await lastEvent())?.payload).toMatchObject({ outcome: "skipped", message: expect.stringMatching(reason) });
    expect(await lastTold()).toMatchObject({ topic: "drill.skipped", detail: expect.stringMatching(reason) });
  };

  it("while all automation is stopped", async () => {
    const { id } = await planOf();
    await db.prisma.automationSwitch.update({
      where: { id: 1 },
      data: { stoppedAt: new Date(), stoppedById: "ana", stoppedByName: "ana", reason: "storm" },
    });
    await skips(id, /stopped by ana: storm/);
  });

  it("while a freeze holds", async () => {
    const { id } = await planOf();
    const times = { repeats: "once", startsAt: new Date(Date.now() - 10 * MINUTE), endsAt: new Date(Date.now() + 10 * MINUTE) };
    const made = { id: randomUUID(), name: "peak", reason: "Singles' Day", madeById: "a", madeByName: "a", madeAt: new Date() };
    await db.prisma.freezeWindow.create({ data: { ...made, groups: [`plan-${number}`], times: JSON.parse(JSON.stringify(times)) } });
    await skips(id, /frozen until .* by peak: Singles' Day/);
  });

  it("while another run has the group", async () => {
    const { id } = await planOf();
    await requestFailover(ana.as(), RequestFailover.parse({ planId: id, planVersion: 1, reason: "the region burns" }));
    await skips(id, /group/i);
  });

  it("while the plan is not ready", async () => {
    const { id } = await planOf();
    const blocking = { step: null, code: "SiteSilent", severity: "blocking" as const, object: "dr", message: "dr is silent" };
    await evaluated(db, id, 1, [blocking]);
    await skips(id, /dr is silent/);
  });

  it("when whoever made the schedule may not ask for it any more", async () => {
    const { id } = await planOf();
    const scheduleId = await scheduled(id, -1);
    const gone = await aPerson(db, "gone", ["viewer"]);
    await db.prisma.drillSchedule.update({ where: { id: scheduleId }, data: { madeById: gone.id, madeByName: "gone" } });
    await keepDrillCalendar(hub("hub-1"));
    expect(await occurrences(scheduleId)).toMatchObject([{ outcome: "skipped", message: expect.stringContaining("gone") }]);
  });
});

it("takes the right to ask on every cluster that the plan's steps act on, when it is due and not only when it was made", async () => {
  const both = { matchExpressions: [{ key: "holdfast.dev/environment", operator: "In" as const, values: ["production", "dr"] }] };
  const paul = await aPerson(db, "paul", ["operator"], both);
  await aCluster(db, "mesh", { environment: "test" });
  const steps = "      - { name: up, use: workload.scale, with: { cluster: mesh, namespace: bank, name: core, replicas: 2 } }";
  const { id } = await planOf({ other: "mesh", steps });
  const scheduleId = await scheduled(id, -1);
  await db.prisma.drillSchedule.update({ where: { id: scheduleId }, data: { madeById: paul.id, madeByName: "paul" } });
  await keepDrillCalendar(hub("hub-1"));
  expect(await occurrences(scheduleId)).toMatchObject([{ outcome: "skipped", message: expect.stringContaining("paul") }]);
});

describe("what is only asked ahead", () => {
  it("waits for what keeps it, as long as its time has not come", async () => {
    const { id } = await planOf();
    const { runId } = await requestFailover(ana.as(), RequestFailover.parse({ planId: id, planVersion: 1, reason: "the region burns" }));
    const scheduleId = await scheduled(id, 60);
    await keepDrillCalendar(hub("hub-1"));
    expect(await occurrences(scheduleId)).toEqual([]);
    await db.prisma.run.update({ where: { id: runId }, data: { phase: "Cancelled", finishedAt: new Date() } });
    await keepDrillCalendar(hub("hub-1"));
    expect(await occurrences(scheduleId)).toMatchObject([{ outcome: "asked" }]);
  });

  it("makes way for a failover that people ask for, and says so", async () => {
    const { id } = await planOf();
    const scheduleId = await scheduled(id, 60);
    await keepDrillCalendar(hub("hub-1"));
    await requestFailover(ana.as(), RequestFailover.parse({ planId: id, planVersion: 1, reason: "the region burns" }));
    const [drill] = await occurrences(scheduleId);
    expect(drill?.run).toMatchObject({ phase: "Cancelled", phaseMessage: expect.stringContaining("ana") });
    expect((await auditOf(db, "failover.phase-changed")).at(-1)).toMatchObject({ target: { id: drill?.run?.id } });
  });
});

describe("the calendar", () => {
  it("shows what is to come, what became of what was due, and what was made by hand, to those who may see both sites", async () => {
    const { id, name } = await planOf();
    await scheduled(id, -31);
    await keepDrillCalendar(hub("hub-1"));
    const daily: DrillTimes = { repeats: "weekly", weekdays: [0, 1, 2, 3, 4, 5, 6], at: "02:00", zone: "UTC" };
    await createSchedule(ana.as(), schedule(id, daily, { name: "nightly", askAheadMinutes: 0 }));
    await requestFailover(ana.as(), RequestFailover.parse({ planId: id, planVersion: 1, reason: "by hand", kind: "drill" }));
    const span = { from: new Date(Date.now() - 86_400_000), until: new Date(Date.now() + 3 * 86_400_000) };
    const entries = (await listDrills(ben.as(), span)).entries.filter((each) => each.planName === name);
    expect(entries.map(({ state, scheduleName }) => [state, scheduleName])).toEqual([
      ["missed", "quarterly"],
      ["asked", null],
      ...Array.from({ length: 3 }, () => ["upcoming", "nightly"]),
    ]);
    expect(entries[1]?.run).toMatchObject({ phase: "AwaitingApproval", verdict: "pending", rtoSeconds: 15 });
    const elsewhere = await aPerson(db, "eve", ["admin"], { matchLabels: { "holdfast.dev/environment": "test" } });
    expect((await listDrills(elsewhere.as(), span)).entries).toEqual([]);
    expect((await listDrills(theSystem(db), span)).entries.length).toBeGreaterThanOrEqual(entries.length);
  });
});
