import { randomUUID } from "node:crypto";
import { suiteDatabase } from "@holdfast/testkit/suite-database";
import { beforeAll, describe, expect, it } from "vitest";
import { anApprovedRun, aPair, aPlan, savePlan } from "../../test/approved-run";
import { stepsOf } from "../../test/steps-of";
import { restFindings } from "./rest-findings";

const db = suiteDatabase();
const now = new Date("2026-11-20T10:30:00Z");
let of = { group: "", groupId: "" };
let runId = "";
const codes = async (at = now) => (await restFindings(db, of, at)).map((found) => [found.code, found.severity]);

beforeAll(async () => {
  const pair = await aPair(db);
  const plan = aPlan(pair, [stepsOf(pair).scale(10)]);
  const saved = await savePlan(db, plan);
  of = { group: plan.spec.group, groupId: saved.groupId };
  runId = await anApprovedRun(db, pair, plan, saved);
});

describe("what makes a run wait is a finding before anybody asks for one", () => {
  it("a freeze of the group, while it holds", async () => {
    expect(await codes()).toEqual([]);
    const by = { madeById: "ana", madeByName: "Ana", madeAt: now };
    const times = { repeats: "weekly", weekdays: [5], at: "18:00", zone: "Asia/Shanghai", durationMinutes: 60 };
    await db.prisma.freezeWindow.create({ data: { id: randomUUID(), name: "Fridays", reason: "trade", groups: [of.group], times, ...by } });
    const [found] = await restFindings(db, of, now);
    expect(found?.message).toContain("frozen until 2026-11-20 11:00 UTC by Fridays");
    expect(await codes()).toEqual([["GroupFrozen", "warning"]]);
    expect(await codes(new Date("2026-11-20T11:00:00Z"))).toEqual([]);
    expect(await restFindings(db, { ...of, group: "another" }, now)).toEqual([]);
    await db.prisma.freezeWindow.deleteMany();
  });

  it("a run of the group that has ended less than the delay ago", async () => {
    await db.prisma.failoverLimit.update({ where: { id: 1 }, data: { minimumDelaySeconds: 600 } });
    const endedAt = new Date(now.getTime() - 599_000);
    const data = { phase: "Failed", startedAt: endedAt, finishedAt: endedAt };
    await db.prisma.run.update({ where: { id: runId }, data });
    expect(await codes()).toEqual([["DelayRunning", "warning"]]);
    expect(await codes(new Date(now.getTime() + 1000))).toEqual([]);
    // A run that never began has moved nothing.
    await db.prisma.run.update({ where: { id: runId }, data: { phase: "Expired", startedAt: null } });
    expect(await codes()).toEqual([]);
  });

  it("other groups that move, as many as may", async () => {
    await db.prisma.failoverLimit.update({ where: { id: 1 }, data: { minimumDelaySeconds: 0, groupsAtOnce: 1 } });
    await db.prisma.run.update({ where: { id: runId }, data: { phase: "Running", finishedAt: null, startedAt: now } });
    expect(await codes()).toEqual([]);
    const other = { group: "other", groupId: randomUUID() };
    await db.prisma.protectionGroup.create({ data: { id: other.groupId, name: other.group } });
    expect((await restFindings(db, other, now)).map((found) => found.code)).toEqual(["GroupsMoving"]);
  });
});
