import { DrillTimes, NewDrillSchedule } from "@holdfast/contracts/drill";
import { aPlan } from "@holdfast/testkit/a-plan";
import { auditOf } from "@holdfast/testkit/audit-trail";
import { aCluster } from "@holdfast/testkit/installation";
import { aPerson, type Person } from "@holdfast/testkit/people";
import { suiteDatabase } from "@holdfast/testkit/suite-database";
import { beforeAll, describe, expect, it } from "vitest";
import { getPlan } from "../failover/get-plan";
import { listPlans } from "../failover/list-plans";
import { createSchedule } from "./create-schedule";
import { editSchedule } from "./edit-schedule";
import { listSchedules } from "./list-schedules";
import { previewDrills } from "./preview-drills";
import { removeSchedule } from "./remove-schedule";

const db = suiteDatabase();
const of = (environment: string) => ({ matchLabels: { "holdfast.dev/environment": environment } });
let [olga, paul, vera, eve] = [] as unknown as [Person, Person, Person, Person];
let planId = "";
beforeAll(async () => {
  await aCluster(db, "prod", { environment: "production" });
  await aCluster(db, "dr", { environment: "dr" });
  planId = (await aPlan(db, { name: "bank", primary: "prod", standby: "dr" })).id;
  olga = await aPerson(db, "olga", ["operator"]);
  paul = await aPerson(db, "paul", ["operator"], of("production"));
  vera = await aPerson(db, "vera", ["viewer"]);
  eve = await aPerson(db, "eve", ["admin"], of("test"));
});

const monthly: DrillTimes = { repeats: "monthly", week: "last", weekday: 0, months: [], at: "02:00", zone: "Asia/Shanghai" };
const schedule = (times: DrillTimes = monthly) =>
  NewDrillSchedule.parse({
    ...{ planId, name: "monthly", reason: "policy 7.3", times },
    askAheadMinutes: 1440,
    graceMinutes: 60,
    isPaused: false,
  });
const last = async (action: string) => (await auditOf(db, action)).at(-1);

describe("a schedule of drills", () => {
  it("is made, read back with when it falls next, changed and taken away, each on record", async () => {
    const { id, version } = await createSchedule(olga.as(), schedule());
    expect((await listSchedules(vera.as())).schedules).toMatchObject([
      { id, planName: "bank", times: monthly, nextAt: expect.any(Date), manage: { isMet: false }, madeByName: "olga" },
    ]);
    expect(await last("drill-schedule.create")).toMatchObject({ outcome: "succeeded", after: { name: "monthly", planId } });
    const { planId: _, ...said } = schedule({ ...monthly, week: "first" });
    const second = await editSchedule(olga.as(), { ...said, isPaused: true, id, version });
    expect((await listSchedules(olga.as())).schedules).toMatchObject([
      { nextAt: null, isPaused: true, manage: { isMet: true }, version: 2 },
    ]);
    expect(await last("drill-schedule.edit")).toMatchObject({ before: { isPaused: false }, after: { isPaused: true, planId } });
    await expect(removeSchedule(olga.as(), { id, version })).rejects.toMatchObject({ code: "VersionConflict" });
    await removeSchedule(olga.as(), second);
    expect((await listSchedules(olga.as())).schedules).toEqual([]);
    expect(await last("drill-schedule.remove")).toMatchObject({ outcome: "succeeded", before: { name: "monthly" }, after: null });
  });

  it("takes the right to request a failover on both sites, and each refusal is on record", async () => {
    for (const who of [vera, paul]) await expect(createSchedule(who.as(), schedule())).rejects.toThrow();
    expect((await auditOf(db, "drill-schedule.create")).slice(-2).map((each) => [each.actor.name, each.outcome])).toEqual([
      ["vera", "refused"],
      ["paul", "refused"],
    ]);
    const { id, version } = await createSchedule(olga.as(), schedule());
    await expect(removeSchedule(vera.as(), { id, version })).rejects.toMatchObject({ code: "Forbidden" });
    const { planId: _, ...said } = schedule();
    await expect(editSchedule(vera.as(), { ...said, id, version })).rejects.toMatchObject({ code: "Forbidden" });
    // Of a plan that one does not see, one does not learn that it is drilled.
    await expect(removeSchedule(eve.as(), { id, version })).rejects.toMatchObject({ code: "NotFound" });
    expect((await listSchedules(eve.as())).schedules).toEqual([]);
    await removeSchedule(olga.as(), { id, version });
  });

  it("that would never fall is refused, and the field is named", async () => {
    const past: DrillTimes = { repeats: "once", startsAt: new Date(Date.now() - 1000) };
    await expect(createSchedule(olga.as(), schedule(past))).rejects.toMatchObject({
      code: "InvalidInput",
      message: expect.stringContaining("times"),
    });
    expect(() => DrillTimes.parse({ ...monthly, zone: "Mars/Olympus" })).toThrow(/time zone/);
  });

  it("of a plan are twenty at most", async () => {
    const made = [];
    for (let i = 0; i < 20; i++) made.push(await createSchedule(olga.as(), schedule()));
    await expect(createSchedule(olga.as(), schedule())).rejects.toMatchObject({ code: "TooLarge" });
    for (const each of made) await removeSchedule(olga.as(), each);
  });

  it("is previewed with its next five drills", async () => {
    const { next } = await previewDrills(vera.as(), { times: monthly });
    expect(next).toHaveLength(5);
    expect(next.every((at) => at.getUTCHours() === 18 && at.getUTCDay() === 6)).toBe(true);
  });
});

describe("a plan", () => {
  const ended = async (kind: "real" | "drill", verdict: string | null) => {
    const evaluation = await db.prisma.evaluation.findFirstOrThrow({ where: { planId } });
    const plan = await db.prisma.plan.findUniqueOrThrow({ where: { id: planId } });
    const [primary, standby] = await Promise.all(["prod", "dr"].map((name) => db.prisma.cluster.findUniqueOrThrow({ where: { name } })));
    const id = crypto.randomUUID();
    await db.prisma.run.create({
      data: {
        ...{ id, planId, planVersion: 1, groupId: plan.groupId, evaluationId: evaluation.id, kind, mode: "graceful", phase: "Succeeded" },
        ...{ primaryId: primary?.id ?? "", standbyId: standby?.id ?? "", reason: "", subjectHash: "0".repeat(64), approvalsRequired: 1 },
        ...{ requestedById: olga.id, requestedByName: "olga", requestedAt: new Date(), expiresAt: new Date(), finishedAt: new Date() },
        ...(verdict ? { drillProof: { create: { verdict } } } : {}),
      },
    });
    return id;
  };
  const isProven = async () => [
    (await listPlans(vera.as()))[0]?.proof.isProven,
    (await getPlan(vera.as(), planId)).activate.proof.isProven,
  ];

  it("is unproven until a drill has passed; one whose outcome failed, or is not known, does not count", async () => {
    expect(await isProven()).toEqual([false, false]);
    for (const verdict of ["failed", "unproven", "pending"]) {
      const id = await ended("drill", verdict);
      expect(await isProven(), verdict).toEqual([false, false]);
      await db.prisma.run.delete({ where: { id } });
    }
    for (const [kind, verdict] of [
      ["drill", "passed"],
      ["drill", null],
      ["real", null],
    ] as const) {
      const id = await ended(kind, verdict);
      expect(await isProven(), `${kind} ${verdict}`).toEqual([true, true]);
      await db.prisma.run.delete({ where: { id } });
    }
  });
});
