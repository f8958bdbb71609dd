import type { DecideFailover } from "@holdfast/contracts/failover";
import type { RunId } from "@holdfast/contracts/ids";
import { aPlan } from "@holdfast/testkit/a-plan";
import { auditOf } from "@holdfast/testkit/audit-trail";
import { aCluster } from "@holdfast/testkit/installation";
import { aPerson, type Person } from "@holdfast/testkit/people";
import { suiteDatabase } from "@holdfast/testkit/suite-database";
import { beforeAll, describe, expect, it } from "vitest";
import { whoAmI } from "../access/who-am-i";
import { decideFailover } from "./decide-failover";
import { getFailoverLimits } from "./get-failover-limits";
import { getRun } from "./get-run";
import { requestFailover } from "./request-failover";
import { setFailoverLimits } from "./set-failover-limits";

const db = suiteDatabase();
let [ana, ben, cyd] = [] as unknown as [Person, Person, Person];
beforeAll(async () => {
  await aCluster(db, "prod", { environment: "production" });
  await aCluster(db, "dr", { environment: "dr" });
  [ana, ben, cyd] = [
    await aPerson(db, "ana", ["operator", "approver"]),
    await aPerson(db, "ben", ["approver"]),
    await aPerson(db, "cyd", ["approver"]),
  ];
});

let number = 0;
const aRun = async (required = 1) => {
  const { id: planId } = await aPlan(db, { name: `plan-${++number}`, primary: "prod", standby: "dr", required });
  const asked = { planId, planVersion: 1, workflow: "activate" as const, reason: "region lost" };
  const { runId } = await requestFailover(ana.as(), asked);
  return { runId: runId as RunId, hash: (await getRun(ana.as(), runId)).subjectHash };
};
const decide = (who: Person, { runId, hash }: { runId: RunId; hash: string }, more: Partial<DecideFailover> = {}) =>
  decideFailover(who.as(), { runId, step: null, decision: "approve", subjectHash: hash, comment: "", ...more });
/** The refusal is the last line of the chain about approvals, and the run is as it was. */
const refused = async (who: Person, run: { runId: RunId }, code: string, approvals: number) => {
  expect((await auditOf(db, "failover.approve")).at(-1)).toMatchObject({
    ...{ outcome: "refused", actor: { id: who.id }, target: { id: run.runId } },
    reason: expect.stringMatching(new RegExp(`^${code}: `)),
  });
  expect(await getRun(ana.as(), run.runId)).toMatchObject({ phase: "AwaitingApproval", approvals: { length: approvals } });
};
const writesTo = (who: Person, email: string) => db.prisma.user.update({ where: { id: who.id }, data: { email } });

describe("an approval of a run is refused, and the refusal is on record", () => {
  it("by whoever asked for it", async () => {
    const run = await aRun();
    await expect(decide(ana, run)).rejects.toMatchObject({ code: "ApproverIsRequester" });
    await refused(ana, run, "ApproverIsRequester", 0);
  });

  it("when it is said a second time", async () => {
    const run = await aRun(2);
    await decide(ben, run);
    await expect(decide(ben, run)).rejects.toMatchObject({ code: "AlreadyDecided" });
    await refused(ben, run, "AlreadyDecided", 1);
  });

  it("when it carries the hash of another run", async () => {
    const [run, other] = [await aRun(), await aRun()];
    await expect(decide(ben, { ...run, hash: other.hash })).rejects.toMatchObject({ code: "ApprovalStale" });
    await refused(ben, run, "ApprovalStale", 0);
  });

  it("with a second factor that was given long ago", async () => {
    const run = await aRun();
    await db.prisma.user.update({ where: { id: ben.id }, data: { twoFactorEnabled: true } });
    await expect(decide(ben, run)).rejects.toMatchObject({ code: "SecondFactorNeeded" });
    await refused(ben, run, "SecondFactorNeeded", 0);
    await db.prisma.user.update({ where: { id: ben.id }, data: { twoFactorEnabled: false } });
  });

  it("without any second factor, where the installation asks one of whoever approves; declining is not", async () => {
    const limits = await getFailoverLimits(ana.as());
    const ada = await aPerson(db, "ada", ["admin"]);
    const ask = (approversNeedFactor: boolean, version: number) =>
      setFailoverLimits(ada.as(), { minimumDelaySeconds: 0, groupsAtOnce: limits.groupsAtOnce, approversNeedFactor, version });
    await ask(true, limits.version);
    const run = await aRun();
    await expect(decide(ben, run)).rejects.toMatchObject({ code: "SecondFactorNeeded", message: expect.stringContaining("Settings") });
    await refused(ben, run, "SecondFactorNeeded", 0);
    expect([(await whoAmI(ben.as())).lacksApproverFactor, (await whoAmI(cyd.as())).lacksApproverFactor]).toEqual([true, true]);
    await decide(ben, run, { decision: "decline", comment: "not now" });
    await ask(false, limits.version + 1);
    await decide(ben, await aRun());
    expect((await whoAmI(ben.as())).lacksApproverFactor).toBe(false);
  });

  it("by another account of whoever asked for it, known by the mailbox", async () => {
    await writesTo(ana, "Ana@example.test");
    const again = await aPerson(db, "ana-too", ["approver"]);
    await writesTo(again, "ana+approver@example.test");
    const run = await aRun();
    await expect(decide(again, run)).rejects.toMatchObject({ code: "ApproverIsRequester" });
    await refused(again, run, "ApproverIsRequester", 0);
    await decide(ben, run);
    expect(await getRun(ana.as(), run.runId)).toMatchObject({ phase: "Approved" });
  });

  it("by another account of somebody who has approved already: two accounts are one pair of eyes", async () => {
    await writesTo(cyd, "cyd@example.test");
    const again = await aPerson(db, "cyd-too", ["approver"]);
    await writesTo(again, "CYD+second@example.test");
    const run = await aRun(2);
    await decide(cyd, run);
    await expect(decide(again, run)).rejects.toMatchObject({ code: "AlreadyDecided" });
    await refused(again, run, "AlreadyDecided", 1);
  });
});
