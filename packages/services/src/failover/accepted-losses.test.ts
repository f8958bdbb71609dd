import type { PlanId } from "@holdfast/contracts/ids";
import { aPlan } from "@holdfast/testkit/a-plan";
import { auditOf } from "@holdfast/testkit/audit-trail";
import { aCluster } from "@holdfast/testkit/installation";
import { aPerson, type Person, theSystem } from "@holdfast/testkit/people";
import { suiteDatabase } from "@holdfast/testkit/suite-database";
import { beforeAll, describe, expect, it } from "vitest";
import { getRun } from "./get-run";
import { listStores } from "./list-stores";
import { requestFailover } from "./request-failover";

const db = suiteDatabase();
const ids: Record<string, string> = {};
let [ana, vera] = [] as unknown as [Person, Person];

beforeAll(async () => {
  for (const [name, environment] of [
    ["prod", "production"],
    ["dr", "dr"],
  ] as const)
    ids[name] = (await aCluster(db, name, { environment })).id;
  ana = await aPerson(db, "ana", ["operator"]);
  vera = await aPerson(db, "vera", ["viewer"]);
});

const dataStores = `    - { name: ledger, kind: cloudnativepg, rpoSeconds: 5, with: { namespace: bank, name: ledger } }
    - { name: queue, kind: mirrormaker2, rpoSeconds: 30 }`;
let count = 0;

/** A plan whose primary was lost half a minute ago; each store was looked at so many seconds before. */
async function lostPlan(seconds: Record<string, number>): Promise<PlanId> {
  const plan = await aPlan(db, { name: `bank-${++count}`, primary: "prod", standby: "dr", dataStores });
  const lostAt = new Date(Date.now() - 30_000);
  await db.prisma.agentLink.upsert({
    where: { clusterId: ids.prod as string },
    create: { clusterId: ids.prod as string, state: "unreachable", since: lostAt, lastHeartbeatAt: lostAt },
    update: { state: "unreachable", since: lostAt, lastHeartbeatAt: lostAt },
  });
  for (const [name, before] of Object.entries(seconds)) {
    const at = new Date(lostAt.getTime() - before * 1000);
    const of = { planId: plan.id, name, standbyId: ids.dr as string, state: "replicating", lagSeconds: 0, durableAt: at };
    await db.prisma.storeSample.create({ data: { ...of, at } });
    await db.prisma.storeState.create({ data: { ...of, checkedAt: at, measuredAt: at, verdict: "within", verdictSince: at } });
  }
  return plan.id;
}

const request = (planId: PlanId, stores?: string[]) =>
  requestFailover(ana.as(), {
    planId,
    planVersion: 1,
    workflow: "activate",
    reason: "the region burns",
    ...(stores ? { acceptLoss: { stores, reason: "a branch reconciles it by hand" } } : {}),
  });

describe("asking for a failover whose data stores may lose more than their RPO", () => {
  it("is refused until the loss is accepted by name, and the refusal is on record", async () => {
    const planId = await lostPlan({ ledger: 9, queue: 9 });
    await expect(request(planId)).rejects.toMatchObject({
      code: "GateRefused",
      message: expect.stringContaining("ledger (up to 9 s of writes of prod are missing, more than the RPO of 5 s)"),
    });
    await expect(request(planId, ["queue"])).rejects.toMatchObject({ code: "GateRefused" });
    const refused = (await auditOf(db, "failover.request")).filter(({ outcome }) => outcome === "refused");
    expect(refused.length).toBeGreaterThanOrEqual(2);
  });

  it("keeps who accepted what and why, in the run, in its audit entry and in the hash that is approved", async () => {
    const planId = await lostPlan({ ledger: 9, queue: 9 });
    const { runId } = await request(planId, ["ledger"]);
    const run = await getRun(theSystem(db), runId);
    expect(run.acceptedLoss).toEqual({
      stores: [{ name: "ledger", lossSeconds: 9, verdict: "over" }],
      reason: "a branch reconciles it by hand",
      byId: ana.id,
      byName: expect.any(String),
    });
    const [entry] = (await auditOf(db, "failover.request")).filter(({ target }) => target.id === runId);
    expect(entry?.after).toMatchObject({ subjectHash: run.subjectHash, acceptedLoss: run.acceptedLoss });
  });

  it("needs nothing of whom was measured within the RPO before the primary was lost, however long ago that is", async () => {
    const planId = await lostPlan({ ledger: 4, queue: 20 });
    const { runId } = await request(planId);
    expect((await getRun(theSystem(db), runId)).acceptedLoss).toBeNull();
  });

  it("counts what nobody has measured as beyond", async () => {
    const planId = await lostPlan({ queue: 1 });
    await expect(request(planId)).rejects.toMatchObject({ message: expect.stringContaining("ledger (it was not measured yet)") });
  });

  it("takes no name that is no data store of the plan", async () => {
    const planId = await lostPlan({ ledger: 1, queue: 1 });
    await expect(request(planId, ["legder"])).rejects.toMatchObject({ code: "InvalidInput", message: expect.stringContaining("legder") });
  });
});

describe("the data stores of the plans", () => {
  it("stand with their lag, what would be lost and since when, for whoever may see the plan", async () => {
    const planId = await lostPlan({ ledger: 9, queue: 9 });
    const [plan] = await listStores(vera.as(), { planId });
    expect(
      plan?.stores.map(({ name, verdict, lossSeconds, primary, standby, course }) => ({
        name,
        verdict,
        lossSeconds,
        primary,
        standby,
        course,
      })),
    ).toEqual([
      { name: "ledger", verdict: "over", lossSeconds: 9, primary: "prod", standby: "dr", course: [0] },
      { name: "queue", verdict: "within", lossSeconds: 9, primary: "prod", standby: "dr", course: [0] },
    ]);
    const stranger = await aPerson(db, "stranger", []);
    expect(await listStores(stranger.as(), { planId: null })).toEqual([]);
  });
});
