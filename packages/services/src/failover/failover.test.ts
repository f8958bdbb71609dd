import { type DecideFailover, ListRuns } from "@holdfast/contracts/failover";
import type { PlanId, RunId } from "@holdfast/contracts/ids";
import { aPlan, evaluated, planYaml } from "@holdfast/testkit/a-plan";
import { auditOf } from "@holdfast/testkit/audit-trail";
import { aCluster } from "@holdfast/testkit/installation";
import { aPerson, type Person, theSystem } from "@holdfast/testkit/people";
import { suiteDatabase } from "@holdfast/testkit/suite-database";
import { beforeAll, describe, expect, it } from "vitest";
import { decideFailover } from "./decide-failover";
import { getPlan } from "./get-plan";
import { getRun } from "./get-run";
import { listApprovals } from "./list-approvals";
import { listPlans } from "./list-plans";
import { listRuns } from "./list-runs";
import { operateFailover } from "./operate-failover";
import { requestFailover } from "./request-failover";
import { savePlan } from "./save-plan";

const db = suiteDatabase();
let [ana, ben, cyd, vera] = [] as unknown as [Person, Person, Person, Person];
beforeAll(async () => {
  await aCluster(db, "prod", { environment: "production", labels: { team: "pay" } });
  await aCluster(db, "dr", { environment: "dr" });
  [ana, ben, cyd, vera] = [
    await aPerson(db, "ana", ["operator", "approver"]),
    await aPerson(db, "ben", ["approver"]),
    await aPerson(db, "cyd", ["approver"]),
    await aPerson(db, "vera", ["viewer"]),
  ];
});

let number = 0;
const plan = (about: Partial<Parameters<typeof planYaml>[0]> = {}) =>
  aPlan(db, { name: `plan-${++number}`, primary: "prod", standby: "dr", ...about });
const request = async (planId: PlanId, person = ana, planVersion = 1) =>
  (await requestFailover(person.as(), { planId, planVersion, workflow: "activate", reason: "region lost" })).runId as RunId;
const run = (id: RunId) => getRun(theSystem(db), id);
const decide = async (person: Person, runId: RunId, change: Partial<DecideFailover> = {}) =>
  decideFailover(person.as(), {
    runId,
    step: null,
    decision: "approve",
    subjectHash: (await run(runId)).subjectHash,
    comment: "",
    ...change,
  });
const lastOf = async (action: string) => (await auditOf(db, action)).at(-1);

describe("telling a run to go on without what failed", () => {
  const paused = async (use: string) => {
    const { id } = await plan();
    const runId = await request(id);
    await db.prisma.run.update({ where: { id: runId }, data: { phase: "Paused" } });
    await db.prisma.stepRun.create({ data: { runId, index: 0, name: "up", use, params: {}, state: "Failed", attempt: 1 } });
    return runId;
  };
  const skip = (runId: RunId, reason: string, person = ana) => operateFailover(person.as(), { runId, intent: "skip", reason });

  it("needs a reason and the right, and is on record with the steps by name", async () => {
    const runId = await paused("workload.scale");
    expect((await run(runId)).allowed.skip).toMatchObject({ isMet: true });
    await expect(skip(runId, "  ")).rejects.toMatchObject({ code: "InvalidInput" });
    await expect(skip(runId, "by hand", vera)).rejects.toMatchObject({ code: "Forbidden" });
    await skip(runId, "scaled by hand");
    expect(await lastOf("failover.skip")).toMatchObject({
      outcome: "succeeded",
      reason: "scaled by hand",
      after: { intent: "skip", steps: ["up"] },
    });
    expect((await run(runId)).pendingIntent).toEqual({ intent: "skip", byName: "ana", reason: "scaled by hand" });
  });

  it.each(["postgres.demote", "postgres.promote", "network.fence", "approval.wait"])("is refused, on record, for %s", async (use) => {
    const runId = await paused(use);
    expect((await run(runId)).allowed.skip).toMatchObject({ isMet: false });
    await expect(skip(runId, "never mind")).rejects.toMatchObject({ code: "GateRefused" });
    expect(await lastOf("failover.skip")).toMatchObject({ outcome: "refused", target: { id: runId } });
  });
});

describe("requesting a failover", () => {
  it("freezes plan, evaluation and parameters under one hash, and waits for a second person", async () => {
    const { id } = await plan();
    const runId = await request(id);
    expect(await run(runId)).toMatchObject({
      phase: "AwaitingApproval",
      requestedByName: "ana",
      approvalsRequired: 1,
      subjectHash: expect.stringMatching(/^[0-9a-f]{64}$/),
      steps: [{ state: "Pending", use: "workload.scale" }],
    });
    expect(await lastOf("failover.request")).toMatchObject({
      outcome: "succeeded",
      target: { id: runId },
      decision: { policies: ["operator-operates"] },
    });
  });

  it.each([
    ["a viewer", "Forbidden"],
    ["an outdated version", "VersionConflict"],
    ["a plan that is not ready", "GateRefused"],
    ["an evaluation from long ago", "GateRefused"],
  ])("is refused to %s, and the refusal is on record", async (what, code) => {
    const { id, name } = await plan();
    if (what.includes("outdated"))
      await savePlan(theSystem(db), { yaml: planYaml({ name, primary: "prod", standby: "dr", required: 2 }), basedOnVersion: 1 });
    if (what.includes("not ready"))
      await evaluated(
        db,
        id,
        1,
        [{ step: null, code: "CapacityShort", severity: "blocking", object: "dr", message: "no room" }],
        new Date(Date.now() + 1000),
      );
    if (what.includes("long ago"))
      await db.prisma.evaluation.updateMany({ where: { planId: id }, data: { evaluatedAt: new Date(Date.now() - 600_000) } });
    await expect(request(id, what.includes("viewer") ? vera : ana)).rejects.toMatchObject({ code });
    expect(await lastOf("failover.request")).toMatchObject({
      outcome: "refused",
      target: { kind: "plan", id },
      reason: expect.stringContaining(code),
    });
    expect(await db.prisma.run.count({ where: { planId: id } })).toBe(0);
  });

  it("lets one of two who ask for the same group at once through, and the other is on record", async () => {
    const { id } = await plan();
    const both = await Promise.allSettled([request(id), request(id)]);
    expect(both.filter((each) => each.status === "fulfilled")).toHaveLength(1);
    expect(await lastOf("failover.request")).toMatchObject({ outcome: "refused", target: { kind: "plan", id } });
  });
});

describe("approving a failover", () => {
  it("is refused to somebody with a second factor who has not just given it; declining is not", async () => {
    const { id } = await plan();
    const runId = await request(id);
    const dan = await aPerson(db, "dan", ["approver"]);
    await db.prisma.user.update({ where: { id: dan.id }, data: { twoFactorEnabled: true } });
    await expect(decide(dan, runId)).rejects.toMatchObject({ code: "SecondFactorNeeded" });
    expect(await run(runId)).toMatchObject({ phase: "AwaitingApproval", approvals: [] });
    expect(await lastOf("failover.approve")).toMatchObject({ outcome: "refused", actor: { id: dan.id } });
    await decide(dan, runId, { decision: "decline", comment: "not now" });
    expect(await run(runId)).toMatchObject({ phase: "Rejected" });
  });

  it("is refused to the person who asked for it, and the refusal is on record", async () => {
    const { id } = await plan();
    const runId = await request(id);
    await expect(decide(ana, runId)).rejects.toMatchObject({ code: "ApproverIsRequester" });
    expect(await run(runId)).toMatchObject({ phase: "AwaitingApproval", approvals: [] });
    expect(await lastOf("failover.approve")).toMatchObject({
      outcome: "refused",
      actor: { id: ana.id },
      decision: { effect: "deny", policies: ["nobody-approves-their-own-request"] },
    });
  });

  it("takes as many people as the plan asks for, each once", async () => {
    const { id } = await plan({ required: 2 });
    const runId = await request(id);
    await decide(ben, runId);
    expect((await run(runId)).phase).toBe("AwaitingApproval");
    await expect(decide(ben, runId)).rejects.toMatchObject({ code: "AlreadyDecided" });
    await decide(cyd, runId);
    expect(await run(runId)).toMatchObject({ phase: "Approved", approvals: [{ approverName: "ben" }, { approverName: "cyd" }] });
    await expect(decide(vera, runId)).rejects.toMatchObject({ code: "Forbidden" });
  });

  it("is bound to the hash that was on the screen, and to its time", async () => {
    const { id } = await plan();
    const runId = await request(id);
    await expect(decide(ben, runId, { subjectHash: "0".repeat(64) })).rejects.toMatchObject({ code: "ApprovalStale" });
    await db.prisma.run.update({ where: { id: runId }, data: { expiresAt: new Date(Date.now() - 1) } });
    await expect(decide(ben, runId)).rejects.toMatchObject({ code: "ApprovalExpired" });
    expect((await run(runId)).approvals).toEqual([]);
  });

  it("is counted once when two decide at the same instant", async () => {
    const { id } = await plan();
    const runId = await request(id);
    const both = await Promise.allSettled([decide(ben, runId), decide(ben, runId), decide(cyd, runId)]);
    expect(both.filter((each) => each.status === "fulfilled")).toHaveLength(1);
    expect((await run(runId)).phase).toBe("Approved");
  });

  it("declined by one ends the run with the reason", async () => {
    const { id } = await plan({ required: 2 });
    const runId = await request(id);
    await decide(ben, runId, { decision: "decline", comment: "the region is back" });
    expect(await run(runId)).toMatchObject({ phase: "Rejected", phaseMessage: "declined by ben: the region is back" });
    await expect(decide(cyd, runId)).rejects.toMatchObject({ code: "WrongPhase" });
  });

  it("shows in the inbox of those who may decide, and says why others can't", async () => {
    const { id } = await plan();
    const runId = await request(id);
    const inbox = async (person: Person) => (await listApprovals(person.as())).find((each) => each.id === runId)?.canDecide;
    expect(await inbox(ben)).toEqual({ isMet: true, message: "" });
    expect((await inbox(ana))?.message).toMatch(/asked for/);
    expect((await inbox(vera))?.message).toMatch(/failover:approve on prod/);
  });
});

describe("steering a run", () => {
  it("writes the intent for the runner, once, with who and why; and only in a phase where it means something", async () => {
    const { id } = await plan();
    const runId = await request(id);
    await expect(operateFailover(ana.as(), { runId, intent: "pause", reason: "" })).rejects.toMatchObject({ code: "WrongPhase" });
    await expect(operateFailover(ana.as(), { runId, intent: "abort", reason: "" })).rejects.toMatchObject({ code: "InvalidInput" });
    await expect(operateFailover(vera.as(), { runId, intent: "abort", reason: "no" })).rejects.toMatchObject({ code: "Forbidden" });
    await expect(operateFailover(ana.as(), { runId, intent: "skip", reason: "by hand" })).rejects.toMatchObject({ code: "WrongPhase" });
    await operateFailover(ana.as(), { runId, intent: "abort", reason: "wrong plan" });
    expect(await db.prisma.run.findUnique({ where: { id: runId } })).toMatchObject({
      intent: "abort",
      intentByName: "ana",
      intentReason: "wrong plan",
    });
    expect(await lastOf("failover.abort")).toMatchObject({ outcome: "succeeded", reason: "wrong plan" });
  });
});

describe("a plan", () => {
  it("is kept in versions that don't change; equal content makes none, and the second of two editors sees the conflict", async () => {
    const { id, name } = await plan();
    const text = planYaml({ name, primary: "prod", standby: "dr", required: 2 });
    expect(await savePlan(theSystem(db), { yaml: text, basedOnVersion: 1 })).toEqual({ id, version: 2 });
    expect(await savePlan(theSystem(db), { yaml: `# a comment\n${text}`, basedOnVersion: 2 })).toEqual({ id, version: 2 });
    await expect(
      savePlan(theSystem(db), { yaml: planYaml({ name, primary: "prod", standby: "dr", required: 3 }), basedOnVersion: 1 }),
    ).rejects.toMatchObject({ code: "VersionConflict" });
    expect((await getPlan(vera.as(), id)).versions.map((version) => version.number)).toEqual([2, 1]);
  });

  it("that is broken, or names an unknown cluster, is refused with the place and nothing is saved", async () => {
    const broken = planYaml({ name: "broken", primary: "prod", standby: "dr" }).replace("replicas: 10", "replicas: ten");
    await expect(savePlan(theSystem(db), { yaml: broken, basedOnVersion: 0 })).rejects.toMatchObject({
      code: "InvalidInput",
      message: expect.stringMatching(/line \d+, column \d+: spec\.activate\.steps\[0\]\.with\.replicas/),
    });
    await expect(
      savePlan(theSystem(db), { yaml: planYaml({ name: "broken", primary: "prod", standby: "nowhere" }), basedOnVersion: 0 }),
    ).rejects.toMatchObject({ code: "InvalidInput", message: expect.stringContaining("nowhere") });
    expect(await db.prisma.plan.count({ where: { name: "broken" } })).toBe(0);
  });

  it("and its runs are only for those who may see both sites", async () => {
    const paul = await aPerson(db, "paul", ["viewer"], { matchLabels: { team: "pay" } });
    const { id } = await plan();
    const runId = await request(id);
    expect(await listPlans(paul.as())).toEqual([]);
    expect(await listRuns(paul.as(), ListRuns.parse({}))).toMatchObject({ rows: [], total: 0 });
    await expect(getPlan(paul.as(), id)).rejects.toMatchObject({ code: "NotFound" });
    await expect(getRun(paul.as(), runId)).rejects.toMatchObject({ code: "NotFound" });
    expect((await listPlans(vera.as())).map((each) => each.id)).toContain(id);
    expect((await listRuns(vera.as(), ListRuns.parse({ planId: id }))).rows.map((each) => each.id)).toEqual([runId]);
  });
});
