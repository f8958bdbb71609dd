import { ListRuns } from "@holdfast/contracts/failover";
import type { PlanId, RunId } from "@holdfast/contracts/ids";
import { aPlan, evaluated, planYaml } from "@holdfast/testkit/a-plan";
import { auditOf } from "@holdfast/testkit/audit-trail";
import { aCluster } from "@holdfast/testkit/installation";
import { aPerson, type Person, theSystem } from "@holdfast/testkit/people";
import { suiteDatabase } from "@holdfast/testkit/suite-database";
import { beforeAll, describe, expect, it } from "vitest";
import { requestArming } from "../arming/request-arming";
import { decideFailover } from "./decide-failover";
import { getPlan } from "./get-plan";
import { getRun } from "./get-run";
import { listApprovals } from "./list-approvals";
import { listRuns } from "./list-runs";
import { operateFailover } from "./operate-failover";
import { rehearseFailover } from "./rehearse-failover";
import { requestFailover } from "./request-failover";
import { savePlan } from "./save-plan";

const db = suiteDatabase();
const pay = { matchLabels: { team: "pay" } };
const runs = (plan: string) => `      - name: child
        use: plan.run
        with: { plan: ${plan} }`;
const region = { name: "region", primary: "prod", standby: "dr", steps: runs("cards") };
const cards = { name: "cards", primary: "cards-prod", standby: "cards-dr" };
let [parentId, childId] = [] as unknown as [PlanId, PlanId];
/** `near` has every right at the two sites of the parent, and none at those of the plan that it runs. */
let [ana, ben, near] = [] as unknown as [Person, Person, Person];
beforeAll(async () => {
  for (const name of ["prod", "dr"]) await aCluster(db, name, { environment: "production", labels: { team: "pay" } });
  for (const name of ["cards-prod", "cards-dr"]) await aCluster(db, name, { environment: "production", labels: { team: "cards" } });
  ana = await aPerson(db, "ana", ["operator", "approver"]);
  ben = await aPerson(db, "ben", ["approver"]);
  near = await aPerson(db, "near", ["operator", "approver"], pay);
  childId = (await aPlan(db, cards)).id;
  parentId = (await aPlan(db, region)).id;
});

const asked = (planId: PlanId, planVersion = 1) => ({ planId, planVersion, workflow: "activate" as const, reason: "region lost" });
const request = (person: Person, planId = parentId, version = 1) => requestFailover(person.as(), asked(planId, version));
const idsOf = async (...names: string[]) => {
  const rows = await db.prisma.cluster.findMany({ where: { name: { in: names } } });
  return names.map((name) => rows.find((row) => row.name === name)?.id);
};

describe("a plan whose steps run another", () => {
  it("is neither seen, requested nor rehearsed by somebody without the right at that one's clusters, and the refusals are on record", async () => {
    await expect(getPlan(near.as(), parentId)).rejects.toMatchObject({ code: "NotFound" });
    await expect(request(near)).rejects.toMatchObject({ code: "Forbidden", message: expect.stringContaining("cards-") });
    expect((await auditOf(db, "failover.request")).at(-1)).toMatchObject({ outcome: "refused", actor: { name: "near" } });
    await expect(rehearseFailover(near.as(), asked(parentId))).rejects.toMatchObject({ code: "Forbidden" });
    expect(await db.prisma.run.count()).toBe(0);
  });

  it("makes runs that are seen, decided and told something only with the rights at both plans' clusters", async () => {
    const runId = (await request(ana)).runId as RunId;
    const run = await getRun(ben.as(), runId);
    const decision = { runId, step: null, decision: "approve", subjectHash: run.subjectHash, comment: "" } as const;
    await expect(decideFailover(near.as(), decision)).rejects.toMatchObject({ code: "NotFound" });
    await expect(operateFailover(near.as(), { runId, intent: "abort", reason: "no" })).rejects.toMatchObject({ code: "NotFound" });
    expect((await listRuns(near.as(), ListRuns.parse({}))).rows).toEqual([]);
    expect(await listApprovals(near.as())).toEqual([]);
    await decideFailover(ben.as(), decision);
    expect((await getRun(ana.as(), runId)).phase).toBe("Approved");
    await db.prisma.run.update({ where: { id: runId }, data: { phase: "Cancelled", finishedAt: new Date() } });
  });

  it("pins the version, the findings and the sites of the other with its request, and nothing where there is none", async () => {
    const { runId } = await request(ana);
    const row = await db.prisma.run.findUniqueOrThrow({ where: { id: runId } });
    const [primaryId, standbyId] = await idsOf("cards-prod", "cards-dr");
    const evaluation = await db.prisma.evaluation.findFirstOrThrow({ where: { planId: childId } });
    const version = await db.prisma.planVersion.findFirstOrThrow({ where: { planId: childId } });
    expect(row.children).toEqual([
      expect.objectContaining({ plan: "cards", planId: childId, planVersion: 1, primaryId, standbyId, approvalsRequired: 1 }),
    ]);
    expect(row.children).toEqual([
      expect.objectContaining({
        planContentHash: version.contentHash,
        evaluationId: evaluation.id,
        evaluationContentHash: evaluation.contentHash,
      }),
    ]);
    expect(new Set(row.childClusterIds)).toEqual(new Set([primaryId, standbyId]));
    const alone = await db.prisma.run.findUniqueOrThrow({ where: { id: (await request(ana, childId)).runId } });
    expect(alone).toMatchObject({ children: null, childClusterIds: [] });
    await db.prisma.run.updateMany({ data: { phase: "Cancelled", finishedAt: new Date() } });
  });

  it.each([
    ["is not there", runs("nothing"), "there is no plan nothing"],
    ["is of the same group", runs("twin"), "which is this plan's own"],
    ["runs plans itself", runs("region"), "a plan that is run so runs none"],
    ["takes more approvals", runs("careful"), "takes 2 approvals and this one 1"],
  ])("is not requested when the other %s, whatever was found before", async (what, steps, says) => {
    const name = what.replaceAll(" ", "-");
    if (steps === runs("twin")) await aPlan(db, { ...cards, name: "twin", group: name });
    if (steps === runs("careful")) await aPlan(db, { ...cards, name: "careful", required: 2 });
    const { id } = await aPlan(db, { ...region, name, steps });
    await expect(request(ana, id)).rejects.toMatchObject({ code: "GateRefused", message: expect.stringContaining(says) });
    expect((await auditOf(db, "failover.request")).at(-1)).toMatchObject({ outcome: "refused", reason: expect.stringContaining(says) });
  });

  it("asks for the rights anew when the other acts on another cluster by now", async () => {
    await aCluster(db, "vault", { environment: "production", labels: { team: "vault" } });
    const cardsOnly = await aPerson(db, "cara", ["operator"], {
      matchExpressions: [{ key: "team", operator: "In", values: ["pay", "cards"] }],
    });
    const yaml = planYaml({ ...cards, standby: "vault" });
    await savePlan(theSystem(db), { yaml, basedOnVersion: 1 });
    await evaluated(db, childId, 2);
    await expect(request(cardsOnly)).rejects.toMatchObject({ code: "Forbidden", message: expect.stringContaining("vault") });
  });

  it("is not armed: what is approved then says nothing of the other", async () => {
    const trigger = { probe: { url: "https://prod.bank.example/healthz" } };
    const { id: planId } = await aPlan(db, { ...region, name: "armed", trigger });
    const input = { planId, planVersion: 1, armedForHours: 1, reason: "the weekend" };
    await expect(requestArming(ana.as(), input)).rejects.toMatchObject({
      code: "GateRefused",
      message: expect.stringContaining("can't be armed"),
    });
  });
});
