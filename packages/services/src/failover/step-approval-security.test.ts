import type { DecideFailover } from "@holdfast/contracts/failover";
import type { RunId } from "@holdfast/contracts/ids";
import { stepSubjectHash } from "@holdfast/domain/run/subject-hash";
import { aPlan } from "@holdfast/testkit/a-plan";
import { auditOf } from "@holdfast/testkit/audit-trail";
import { aCluster } from "@holdfast/testkit/installation";
import { aPerson, type Person } from "@holdfast/testkit/people";
import { suiteDatabase } from "@holdfast/testkit/suite-database";
import { beforeAll, describe, expect, it } from "vitest";
import { decideFailover } from "./decide-failover";
import { requestFailover } from "./request-failover";

const db = suiteDatabase();
let [ana, ben, cyd] = [] as unknown as [Person, Person, Person];
beforeAll(async () => {
  await aCluster(db, "prod", { environment: "production" });
  await aCluster(db, "dr", { environment: "dr" });
  ana = await aPerson(db, "ana", ["operator", "approver"]);
  ben = await aPerson(db, "ben", ["approver"]);
  cyd = await aPerson(db, "cyd", ["approver"]);
});

const STEP = "ask";
const steps = `
      - name: ${STEP}
        use: approval.wait
        with: { required: 2, expiresAfterSeconds: 600 }`;

let number = 0;
/** A run that is on its way and waits in a step for the word of two people. */
const waiting = async (deadlineInMs = 60_000) => {
  const { id: planId } = await aPlan(db, { name: `plan-${++number}`, primary: "prod", standby: "dr", steps });
  const { runId } = await requestFailover(ana.as(), { planId, planVersion: 1, workflow: "activate", reason: "region lost" });
  const { subjectHash } = await db.prisma.run.update({ where: { id: runId }, data: { phase: "Running", startedAt: new Date() } });
  const deadlineAt = new Date(Date.now() + deadlineInMs);
  await db.prisma.stepRun.create({
    data: { runId, index: 0, name: STEP, use: "approval.wait", params: {}, state: "AwaitingApproval", attempt: 1, deadlineAt },
  });
  return { runId: runId as RunId, ofRun: subjectHash, hash: stepSubjectHash(subjectHash, STEP) };
};
type Waiting = Awaited<ReturnType<typeof waiting>>;

const decide = (who: Person, { runId, hash }: Waiting, more: Partial<DecideFailover> = {}) =>
  decideFailover(who.as(), { runId, step: STEP, decision: "approve", subjectHash: hash, comment: "", ...more });

/** The refusal is the last line of the chain about approvals, and the step still waits with what it had. */
const refused = async (who: Person, { runId }: Waiting, code: string, approvals: number) => {
  expect((await auditOf(db, "failover.approve")).at(-1)).toMatchObject({
    ...{ outcome: "refused", actor: { id: who.id }, target: { id: runId } },
    reason: expect.stringMatching(new RegExp(`^${code}: `)),
  });
  expect(await db.prisma.approval.count({ where: { runId, stepName: STEP } })).toBe(approvals);
};

describe("an approval of a step is refused, and the refusal is on record", () => {
  it("by whoever asked for the run", async () => {
    const run = await waiting();
    await expect(decide(ana, run)).rejects.toMatchObject({ code: "ApproverIsRequester" });
    await refused(ana, run, "ApproverIsRequester", 0);
  });

  it("when it is said a second time", async () => {
    const run = await waiting();
    await decide(ben, run);
    await expect(decide(ben, run)).rejects.toMatchObject({ code: "AlreadyDecided" });
    await refused(ben, run, "AlreadyDecided", 1);
  });

  it("when it carries the hash of the run itself, or that of the same step of another", async () => {
    const [run, other] = [await waiting(), await waiting()];
    for (const hash of [run.ofRun, other.hash]) {
      await expect(decide(ben, { ...run, hash })).rejects.toMatchObject({ code: "ApprovalStale" });
      await refused(ben, run, "ApprovalStale", 0);
    }
  });

  it("after the step's own deadline, and of a step that nobody waits in", async () => {
    const late = await waiting(-1);
    await expect(decide(ben, late)).rejects.toMatchObject({ code: "ApprovalExpired" });
    await refused(ben, late, "ApprovalExpired", 0);
    const done = await waiting();
    await db.prisma.stepRun.updateMany({ where: { runId: done.runId }, data: { state: "Done" } });
    await expect(decide(ben, done)).rejects.toMatchObject({ code: "WrongPhase" });
    await refused(ben, done, "WrongPhase", 0);
  });

  it("with a second factor that was given long ago", async () => {
    const run = await waiting();
    await db.prisma.user.update({ where: { id: ben.id }, data: { twoFactorEnabled: true } });
    await expect(decide(ben, run)).rejects.toMatchObject({ code: "SecondFactorNeeded" });
    await refused(ben, run, "SecondFactorNeeded", 0);
    await db.prisma.user.update({ where: { id: ben.id }, data: { twoFactorEnabled: false } });
  });

  it("by another account of somebody who has approved it already", async () => {
    await db.prisma.user.update({ where: { id: cyd.id }, data: { email: "cyd@example.test" } });
    const again = await aPerson(db, "cyd-too", ["approver"]);
    await db.prisma.user.update({ where: { id: again.id }, data: { email: "CYD+second@example.test" } });
    const run = await waiting();
    await decide(cyd, run);
    await expect(decide(again, run)).rejects.toMatchObject({ code: "AlreadyDecided" });
    await refused(again, run, "AlreadyDecided", 1);
  });
});
