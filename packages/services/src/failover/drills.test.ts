import { RequestFailover } from "@holdfast/contracts/failover";
import { subjectHash } from "@holdfast/domain/run/subject-hash";
import { aPlan } from "@holdfast/testkit/a-plan";
import { auditOf } from "@holdfast/testkit/audit-trail";
import { aCluster } from "@holdfast/testkit/installation";
import { aPerson, type Person, theSystem } from "@holdfast/testkit/people";
import { suiteDatabase } from "@holdfast/testkit/suite-database";
import { beforeAll, describe, expect, it } from "vitest";
import { titleOf } from "../notifications/message";
import { changingRuns } from "../objects/changing-runs";
import { decideFailover } from "./decide-failover";
import { getRun } from "./get-run";
import { listApprovals } from "./list-approvals";
import { requestFailover } from "./request-failover";

const db = suiteDatabase();
let [ana, ben, vera] = [] as unknown as [Person, Person, Person];
let standbyId = "";
beforeAll(async () => {
  await aCluster(db, "prod", { environment: "production" });
  standbyId = (await aCluster(db, "dr", { environment: "dr" })).id;
  [ana, ben, vera] = [
    await aPerson(db, "ana", ["operator", "approver"]),
    await aPerson(db, "ben", ["approver"]),
    await aPerson(db, "vera", ["viewer"]),
  ];
});

const asked = (planId: string, more: object = {}) =>
  RequestFailover.parse({ planId, planVersion: 1, reason: "the quarter's proof", ...more });
const planOf = (name: string) => aPlan(db, { name, primary: "prod", standby: "dr" });

describe("a drill", () => {
  it("is approved as a failover is, by another person and by a hash that says that it is a drill", async () => {
    const { id } = await planOf("bank");
    const runId = (await requestFailover(ana.as(), asked(id, { kind: "drill" }))).runId;
    const run = await getRun(ben.as(), runId);
    expect(run).toMatchObject({ kind: "drill", phase: "AwaitingApproval", approvalsRequired: 1 });
    expect((await auditOf(db, "failover.request")).at(-1)?.after).toMatchObject({ kind: "drill" });
    expect((await listApprovals(ben.as())).find((item) => item.id === runId)).toMatchObject({ kind: "failover", runKind: "drill" });
    const decision = { runId: run.id, step: null, decision: "approve" as const, subjectHash: run.subjectHash, comment: "" };
    await expect(decideFailover(ana.as(), decision)).rejects.toMatchObject({ code: "ApproverIsRequester" });
    const row = await db.prisma.run.findUniqueOrThrow({ where: { id: runId }, include: { evaluation: true } });
    const hashes = { planContentHash: run.planContentHash, evaluationContentHash: row.evaluation.contentHash };
    expect(subjectHash({ ...row, ...hashes, runId, children: [] })).toBe(run.subjectHash);
    expect(subjectHash({ ...row, ...hashes, runId, kind: "real", children: [] })).not.toBe(run.subjectHash);
    await decideFailover(ben.as(), decision);
    expect((await getRun(vera.as(), runId)).phase).toBe("Approved");
  });

  it("holds its group like a failover, and keeps other hands off what it changes", async () => {
    const { id } = await planOf("shop");
    const { runId } = await requestFailover(ana.as(), asked(id, { kind: "drill" }));
    await expect(requestFailover(ana.as(), asked(id))).rejects.toMatchObject({ code: "GateRefused" });
    const object = { clusterName: "dr", kind: "Deployment", namespace: "bank", name: "bank-core-service" };
    expect((await changingRuns(theSystem(db), [standbyId]))(object)).toBeNull();
    await db.prisma.run.update({ where: { id: runId }, data: { phase: "Running" } });
    expect((await changingRuns(theSystem(db), [standbyId]))(object)).toBe("shop");
  });

  it("is refused to a viewer, and the refusal is on record; without a word it is a failover", async () => {
    const { id } = await planOf("pay");
    await expect(requestFailover(vera.as(), asked(id, { kind: "drill" }))).rejects.toMatchObject({ code: "Forbidden" });
    expect((await auditOf(db, "failover.request")).at(-1)).toMatchObject({ outcome: "refused", actor: { name: "vera" } });
    expect((await getRun(ana.as(), (await requestFailover(ana.as(), asked(id))).runId)).kind).toBe("real");
    expect(() => asked(id, { kind: "rehearsal" })).toThrow(/real|drill/);
  });

  it("is called one in what people are told, in both languages", () => {
    const of = { topic: "failover.started" as const, gaps: { plan: "bank", workflow: "activate", kind: "drill" } };
    const content = of as unknown as Parameters<typeof titleOf>[0];
    expect([titleOf(content, "en"), titleOf(content, "zh-CN")]).toEqual(["Drill: failover bank has started", "演练：故障切换 bank 已开始"]);
  });
});
