import type { PlanId, RunId } from "@holdfast/contracts/ids";
import type { WorkflowName } from "@holdfast/contracts/workflow";
import { aPlan, evaluated, type planYaml } from "@holdfast/testkit/a-plan";
import { auditOf } from "@holdfast/testkit/audit-trail";
import { aCluster } from "@holdfast/testkit/installation";
import { aPerson, type Person, theSystem } from "@holdfast/testkit/people";
import { suiteDatabase } from "@holdfast/testkit/suite-database";
import { beforeAll, describe, expect, it } from "vitest";
import { phaseContent } from "../notifications/content-of-failover";
import { getPlan } from "./get-plan";
import { getRun } from "./get-run";
import { listApprovals } from "./list-approvals";
import { listPlans } from "./list-plans";
import { rehearseFailover } from "./rehearse-failover";
import { requestFailover } from "./request-failover";

const db = suiteDatabase();
let [ana, ben, vera] = [] as unknown as [Person, Person, Person];
beforeAll(async () => {
  await aCluster(db, "prod", { environment: "production", labels: { team: "pay" } });
  await aCluster(db, "dr", { environment: "dr" });
  [ana, ben, vera] = [
    await aPerson(db, "ana", ["operator", "approver"]),
    await aPerson(db, "ben", ["approver"]),
    await aPerson(db, "vera", ["viewer"]),
  ];
});

let number = 0;
const plan = (about: Partial<Parameters<typeof planYaml>[0]> = {}) =>
  aPlan(db, { name: `plan-${++number}`, primary: "prod", standby: "dr", ...about });
const request = async (planId: PlanId, workflow: WorkflowName = "activate") =>
  (await requestFailover(ana.as(), { planId, planVersion: 1, workflow, reason: "region lost" })).runId as RunId;
const run = (id: RunId) => getRun(theSystem(db), id);
const lastOf = async (action: string) => (await auditOf(db, action)).at(-1);

describe("requesting a failback", () => {
  const failback = `      - name: scale-back
        use: workload.scale
        with: { cluster: prod, namespace: bank, name: bank-core-service, replicas: 10 }`;
  const runsAt = async (planId: PlanId, cluster: string) => {
    const { id } = await db.prisma.cluster.findUniqueOrThrow({ where: { name: cluster } });
    await db.prisma.protectionGroup.updateMany({ where: { plans: { some: { id: planId } } }, data: { activeSite: id } });
  };

  it("goes the other way by its own steps, once the group runs at the standby", async () => {
    const { id } = await plan({ failback });
    await runsAt(id, "dr");
    await evaluated(db, id, 1, [], new Date(), "failback");
    expect(await getPlan(ana.as(), id)).toMatchObject({
      activeSite: "dr",
      failback: {
        primary: "dr",
        standby: "prod",
        request: { isMet: true },
        evaluation: { isReady: true },
        steps: [{ name: "scale-back" }],
      },
    });
    const runId = await request(id, "failback");
    expect(await run(runId)).toMatchObject({
      ...{ workflow: "failback", primary: { name: "dr" }, standby: { name: "prod" } },
      steps: [{ name: "scale-back", clusterName: "prod" }],
    });
    expect(await lastOf("failover.request")).toMatchObject({ target: { id: runId }, after: { workflow: "failback" } });
  });

  it("is refused while the group runs at the primary, whatever was found when it did not, and the refusal is on record", async () => {
    const { id } = await plan({ failback });
    await evaluated(db, id, 1, [], new Date(), "failback");
    for (const site of [null, "prod"]) {
      if (site) await runsAt(id, site);
      expect((await getPlan(ana.as(), id)).failback).toMatchObject({ evaluation: null, request: { isMet: false } });
      await expect(request(id, "failback")).rejects.toMatchObject({ code: "GateRefused", message: expect.stringContaining("dr") });
    }
    expect(await lastOf("failover.request")).toMatchObject({ outcome: "refused", target: { kind: "plan", id } });
  });

  it("is refused by a plan that has none, and never stands on what was found about the failover", async () => {
    const { id } = await plan();
    await runsAt(id, "dr");
    await expect(request(id, "failback")).rejects.toMatchObject({ message: expect.stringContaining("spec.failback") });
    const { id: other } = await plan({ failback });
    await runsAt(other, "dr");
    await expect(request(other, "failback")).rejects.toMatchObject({ message: expect.stringContaining("not been evaluated") });
  });
});

describe("rehearsing", () => {
  const rehearse = (planId: PlanId, person = ana) => rehearseFailover(person.as(), { planId, planVersion: 1, workflow: "activate" });

  it("needs nobody's approval, stands in no run's way, and is on record", async () => {
    const { id } = await plan();
    const { runId } = await rehearse(id);
    expect(await run(runId as RunId)).toMatchObject({
      kind: "rehearsal",
      phase: "Approved",
      approvalsRequired: 0,
      times: { recoveryMs: null },
    });
    expect(await lastOf("failover.rehearse")).toMatchObject({ outcome: "succeeded", actor: { id: ana.id }, target: { id: runId } });
    await expect(rehearse(id)).rejects.toMatchObject({ code: "GateRefused" });
    expect(await run(await request(id))).toMatchObject({ kind: "real", phase: "AwaitingApproval" });
    expect((await listApprovals(ben.as())).some((each) => each.id === runId)).toBe(false);
    expect((await listPlans(ana.as())).find((each) => each.id === id)?.activeRunId).not.toBe(runId);
  });

  it("wakes nobody up, however it ends", async () => {
    const { id } = await plan();
    const [dry, real] = [(await rehearse(id)).runId, await request(id)];
    const told = async (runId: string, to: string) =>
      (
        await phaseContent(db, {
          id: "1",
          type: "failover.phase-changed",
          clusterIds: [],
          subject: { kind: "run", id: runId },
          payload: { from: "Approved", to },
          at: new Date(),
        })
      )?.topic ?? null;
    expect(await Promise.all(["Running", "Succeeded", "Failed"].map((to) => told(dry, to)))).toEqual([null, null, null]);
    expect(await told(real, "Failed")).toBe("failover.failed");
  });

  it("is refused to a viewer, and while a run holds the group", async () => {
    const { id } = await plan();
    await expect(rehearse(id, vera)).rejects.toMatchObject({ code: "Forbidden" });
    await request(id);
    await expect(rehearse(id)).rejects.toMatchObject({ code: "GateRefused" });
    expect(await lastOf("failover.rehearse")).toMatchObject({ outcome: "refused", target: { kind: "plan", id } });
  });
});
