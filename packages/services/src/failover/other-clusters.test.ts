import { ListRuns } from "@holdfast/contracts/failover";
import type { PlanId, RunId } from "@holdfast/contracts/ids";
import { aPlan, planYaml } from "@holdfast/testkit/a-plan";
import { auditOf } from "@holdfast/testkit/audit-trail";
import { aCluster } from "@holdfast/testkit/installation";
import { aPerson, type Person, theSystem } from "@holdfast/testkit/people";
import { suiteDatabase } from "@holdfast/testkit/suite-database";
import { beforeAll, describe, expect, it } from "vitest";
import { checkPlan } from "./check-plan";
import { decideFailover } from "./decide-failover";
import { getPlan } from "./get-plan";
import { getRun } from "./get-run";
import { listApprovals } from "./list-approvals";
import { listRuns } from "./list-runs";
import { operateFailover } from "./operate-failover";
import { requestFailover } from "./request-failover";
import { savePlan } from "./save-plan";

const db = suiteDatabase();
const pay = { matchLabels: { team: "pay" } };
const steps = `      - name: over
        use: ramen.failover
        with: { cluster: ramen-hub, namespace: bank, name: core, to: east }`;
const about = { name: "bank", primary: "prod", standby: "dr", other: "ramen-hub", steps };
let hubId: string;
let planId: PlanId;
/** `near` has every right at the two sites, and none on the cluster beside them. */
let [ana, ben, near] = [] as unknown as [Person, Person, Person];
beforeAll(async () => {
  await aCluster(db, "prod", { environment: "production", labels: { team: "pay" } });
  await aCluster(db, "dr", { environment: "dr", labels: { team: "pay" } });
  await aCluster(db, "ramen-hub", { environment: "production", labels: { team: "platform" } });
  hubId = (await db.prisma.cluster.findUniqueOrThrow({ where: { name: "ramen-hub" } })).id;
  ana = await aPerson(db, "ana", ["operator", "approver"]);
  ben = await aPerson(db, "ben", ["approver"]);
  near = await aPerson(db, "near", ["operator", "approver"], pay);
  planId = (await aPlan(db, about)).id;
});

const request = (person: Person) => requestFailover(person.as(), { planId, planVersion: 1, workflow: "activate", reason: "region lost" });

describe("a plan whose steps act on a cluster beside its two sites", () => {
  it("is neither saved, seen nor requested by somebody without the right there, and the refusals are on record", async () => {
    const yaml = planYaml({ ...about, name: "other" });
    await expect(savePlan(near.as(), { yaml, basedOnVersion: 0 })).rejects.toMatchObject({ code: "Forbidden" });
    await expect(getPlan(near.as(), planId)).rejects.toMatchObject({ code: "NotFound" });
    await expect(request(near)).rejects.toMatchObject({ code: "Forbidden", message: expect.stringContaining("ramen-hub") });
    expect((await auditOf(db, "failover.request")).at(-1)).toMatchObject({ outcome: "refused", actor: { name: "near" } });
    const { problems } = await checkPlan(near.as(), { yaml });
    expect(problems.map(({ path, message }) => `${path} ${message}`)).toEqual([
      "spec.others.0.cluster names no cluster of the fleet: ramen-hub",
    ]);
  });

  it("is not saved either, when it only counts that cluster among the sites that serve", async () => {
    const scale = `      - { name: wait, use: wait, with: { seconds: 1 } }`;
    const counting = (cluster: string) =>
      planYaml({
        ...{ name: "counts", primary: "prod", standby: "dr", steps: scale },
        serving: `{ atLeast: 2, sites: [{ cluster: ${cluster} }] }`,
      });
    await expect(savePlan(near.as(), { yaml: counting("ramen-hub"), basedOnVersion: 0 })).rejects.toMatchObject({ code: "Forbidden" });
    expect((await checkPlan(near.as(), { yaml: counting("ramen-hub") })).problems.map(({ path }) => path)).toEqual([
      "spec.serving.sites.0.cluster",
    ]);
    await expect(savePlan(theSystem(db), { yaml: counting("nowhere"), basedOnVersion: 0 })).rejects.toMatchObject({ code: "InvalidInput" });
    const saved = await savePlan(ana.as(), { yaml: counting("ramen-hub"), basedOnVersion: 0 });
    // Who has rights at the two sites runs it: the cluster beside them is only looked at.
    expect((await getPlan(near.as(), saved.id)).name).toBe("counts");
  });

  it("is not saved when the fleet has no such cluster", async () => {
    const yaml = planYaml({ ...about, name: "lost", other: "nowhere", steps: steps.replace("ramen-hub", "nowhere") });
    await expect(savePlan(theSystem(db), { yaml, basedOnVersion: 0 })).rejects.toMatchObject({
      code: "InvalidInput",
      message: expect.stringContaining("nowhere"),
    });
  });

  it("makes runs that are seen, decided and told something only with the right there as well", async () => {
    const runId = (await request(ana)).runId as RunId;
    const run = await getRun(ben.as(), runId);
    expect(run.others).toEqual([{ id: hubId, name: "ramen-hub", why: "its operator runs there" }]);
    const decision = { runId, step: null, decision: "approve", subjectHash: run.subjectHash, comment: "" } as const;
    await expect(decideFailover(near.as(), decision)).rejects.toMatchObject({ code: "NotFound" });
    await expect(operateFailover(near.as(), { runId, intent: "abort", reason: "no" })).rejects.toMatchObject({ code: "NotFound" });
    expect((await listRuns(near.as(), ListRuns.parse({}))).rows).toEqual([]);
    expect(await listApprovals(near.as())).toEqual([]);
    expect((await listRuns(ben.as(), ListRuns.parse({}))).rows.map(({ id }) => id)).toEqual([runId]);
    await decideFailover(ben.as(), decision);
    expect((await getRun(ana.as(), runId)).phase).toBe("Approved");
    const events = await db.prisma.event.findMany({ where: { subjectId: runId } });
    expect(events.length).toBeGreaterThan(0);
    for (const event of events) expect(event.clusterIds).toContain(hubId);
  });
});
