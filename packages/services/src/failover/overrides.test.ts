import type { OverridableGuard, OverrideGuards } from "@holdfast/contracts/guard-override";
import type { RunId } from "@holdfast/contracts/ids";
import { aPlan } from "@holdfast/testkit/a-plan";
import { auditOf } from "@holdfast/testkit/audit-trail";
import { aCluster } from "@holdfast/testkit/installation";
import { aPerson, type Person } from "@holdfast/testkit/people";
import { suiteDatabase } from "@holdfast/testkit/suite-database";
import { beforeAll, describe, expect, it } from "vitest";
import { contentOfEvent } from "../notifications/event-content";
import { getRun } from "./get-run";
import { overrideGuards } from "./override-guards";
import { rehearseFailover } from "./rehearse-failover";
import { requestFailover } from "./request-failover";

const db = suiteDatabase();
let now = new Date("2026-11-22T10:00:00Z");
let [olga, ben, paul] = [] as unknown as [Person, Person, Person];
beforeAll(async () => {
  await aCluster(db, "prod", { environment: "production" });
  await aCluster(db, "dr", { environment: "dr" });
  const clock = () => now;
  [olga, ben, paul] = [
    await aPerson(db, "olga", ["operator"], {}, clock),
    await aPerson(db, "ben", ["approver"], {}, clock),
    await aPerson(db, "paul", ["operator", "approver"], { matchLabels: { "holdfast.dev/environment": "production" } }, clock),
  ];
});

let number = 0;
const aRun = async () => {
  const name = `plan-${++number}`;
  const { id: planId } = await aPlan(db, { name, group: `group-${number}`, primary: "prod", standby: "dr" });
  await db.prisma.evaluation.updateMany({ where: { planId }, data: { evaluatedAt: now } });
  const { runId } = await requestFailover(olga.as(), { planId, planVersion: 1, workflow: "activate", reason: "storm" });
  return { runId: runId as RunId, group: `group-${number}`, planId };
};
const asked = (run: { runId: RunId; group: string }, more: Partial<OverrideGuards> = {}): OverrideGuards => ({
  ...{ runId: run.runId, group: run.group, guards: ["no-freeze-window"], reason: "customers wait", minutes: 30 },
  ...more,
});
const refusedLast = async (by: Person) =>
  expect((await auditOf(db, "failover.override")).at(-1)).toMatchObject({ outcome: "refused", actor: { id: by.id } });

describe("overriding guards", () => {
  it("is recorded on the run with who, which, why and until when, is told, and runs out", async () => {
    const run = await aRun();
    expect((await getRun(ben.as(), run.runId)).allowed.override).toMatchObject({ isMet: true });
    await overrideGuards(ben.as(), asked(run, { guards: ["no-freeze-window", "minimum-delay", "minimum-delay"] }));
    const said = {
      guards: ["no-freeze-window", "minimum-delay"],
      byName: "ben",
      reason: "customers wait",
      expiresAt: new Date("2026-11-22T10:30:00Z"),
    };
    expect((await getRun(olga.as(), run.runId)).overrides).toMatchObject([{ ...said, isInForce: true }]);
    expect((await auditOf(db, "failover.override")).at(-1)).toMatchObject({
      ...{ outcome: "succeeded", reason: "customers wait", target: { id: run.runId } },
      after: { guards: said.guards, expiresAt: said.expiresAt.toISOString() },
    });
    const row = await db.prisma.event.findFirstOrThrow({ where: { type: "failover.overridden" }, orderBy: { id: "desc" } });
    const event = { ...row, id: String(row.id), type: "failover.overridden" as const, subject: { kind: "run", id: run.runId } };
    expect((await contentOfEvent(db, { ...event, payload: row.payload as never }))?.content).toMatchObject({
      ...{ topic: "failover.overridden", actor: "ben", detail: "customers wait" },
      gaps: { guards: "no-freeze-window, minimum-delay" },
    });
    now = said.expiresAt;
    expect((await getRun(olga.as(), run.runId)).overrides).toMatchObject([{ isInForce: false }]);
  });

  it("changes nothing about its approvals", async () => {
    const run = await aRun();
    await overrideGuards(ben.as(), asked(run));
    expect(await getRun(ben.as(), run.runId)).toMatchObject({ phase: "AwaitingApproval", approvals: [], approvalsRequired: 1 });
  });

  it("is of one run: another of the same group has none", async () => {
    const run = await aRun();
    await overrideGuards(ben.as(), asked(run));
    await db.prisma.run.update({ where: { id: run.runId }, data: { phase: "Cancelled", finishedAt: now } });
    const { runId } = await requestFailover(olga.as(), { planId: run.planId, planVersion: 1, workflow: "activate", reason: "again" });
    expect((await getRun(olga.as(), runId)).overrides).toEqual([]);
  });

  it("is refused without the right on both sites, each time on record", async () => {
    const run = await aRun();
    await expect(overrideGuards(olga.as(), asked(run))).rejects.toMatchObject({ code: "Forbidden" });
    await refusedLast(olga);
    // Who may see one of the sites alone does not see the run.
    await expect(overrideGuards(paul.as(), asked(run))).rejects.toMatchObject({ code: "NotFound" });
    expect((await getRun(olga.as(), run.runId)).overrides).toEqual([]);
  });

  it("is refused with a second factor that was given long ago, and with another group's name, each time on record", async () => {
    const run = await aRun();
    await expect(overrideGuards(ben.as(), asked(run, { group: "group-0" }))).rejects.toMatchObject({ code: "GateRefused" });
    await refusedLast(ben);
    await db.prisma.user.update({ where: { id: ben.id }, data: { twoFactorEnabled: true } });
    await expect(overrideGuards(ben.as(), asked(run))).rejects.toMatchObject({ code: "SecondFactorNeeded" });
    await refusedLast(ben);
    await db.prisma.user.update({ where: { id: ben.id }, data: { twoFactorEnabled: false } });
    expect(await db.prisma.guardOverride.count({ where: { runId: run.runId } })).toBe(0);
  });

  it.each(["Succeeded", "Failed", "Undoing", "Expired"])("is refused for a run that is %s, on record", async (phase) => {
    const run = await aRun();
    await db.prisma.run.update({ where: { id: run.runId }, data: { phase } });
    await expect(overrideGuards(ben.as(), asked(run))).rejects.toMatchObject({ code: "WrongPhase" });
    await refusedLast(ben);
    await db.prisma.run.update({ where: { id: run.runId }, data: { phase: "Cancelled" } });
  });

  it("is refused for a rehearsal, which asks no guard", async () => {
    const { planId, group, runId } = await aRun();
    await db.prisma.run.update({ where: { id: runId }, data: { phase: "Cancelled" } });
    const dry = await rehearseFailover(olga.as(), { planId, planVersion: 1, workflow: "activate" });
    await expect(overrideGuards(ben.as(), asked({ runId: dry.runId as RunId, group }))).rejects.toMatchObject({ code: "WrongPhase" });
    await refusedLast(ben);
  });

  it("knows no guard that keeps two sites from writing, the approvals, the epoch or the kill switch", async () => {
    const { OverrideGuards: schema } = await import("@holdfast/contracts/guard-override");
    const run = await aRun();
    for (const name of ["epoch-current", "one-run-per-group", "approvals-valid", "kill-switch-off", "target-answers", "source-fenced"])
      expect(schema.safeParse(asked(run, { guards: [name as OverridableGuard] })).success, name).toBe(false);
  });
});
