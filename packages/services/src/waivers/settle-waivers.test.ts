import type { PolicyId } from "@holdfast/contracts/ids";
import { DecideWaiver, ListWaivers, RequestWaiver } from "@holdfast/contracts/waiver";
import { auditOf } from "@holdfast/testkit/audit-trail";
import type { Person } from "@holdfast/testkit/people";
import { suiteDatabase } from "@holdfast/testkit/suite-database";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { complianceBed } from "../../test/compliance-bed";
import { applyInput } from "../policies/apply-input";
import { decideWaiver } from "./decide-waiver";
import { listWaivers } from "./list-waivers";
import { requestWaiver } from "./request-waiver";
import { revokeWaiver } from "./revoke-waiver";
import { SettlePace } from "./settle-pace";
import { settleWaivers } from "./settle-waivers";

const db = suiteDatabase();
const MINUTE_MS = 60_000;
let bed: Awaited<ReturnType<typeof complianceBed>>;
let [olga, adam] = [] as unknown as [Person, Person];
let [one, two] = [] as unknown as [{ id: string }, { id: string }];
let policyId: PolicyId;
let number = 0;

beforeAll(async () => {
  bed = await complianceBed(db);
  [one, two] = [await bed.cluster("one", { environment: "production" }), await bed.cluster("two", { environment: "production" })];
  olga = await bed.person("olga", ["operator", "approver"]);
  adam = await bed.person("adam", ["approver"]);
});
beforeEach(async () => {
  await db.prisma.policyDeployment.deleteMany();
  await db.prisma.policyWaiver.deleteMany();
  await db.prisma.rollout.deleteMany();
  policyId = await aPolicy();
});

const settle = () => settleWaivers(bed.system());
const aPolicy = async () => {
  const id = await bed.save(`settled-${++number}`, "Deny", 0);
  for (const cluster of [one, two]) await bed.deploy(id, cluster.id);
  return id;
};
const wantedBy = (id: string, clusterId: string) => applyInput(db.prisma, { id, name: "rule" }, 1, clusterId);
/** The clusters get what they are to have, as a rollout brings it. */
const bringInLine = async (clusters = [one, two], id = policyId) => {
  for (const { id: clusterId } of clusters) {
    const { contentHash } = await wantedBy(id, clusterId);
    await db.prisma.policyDeployment.updateMany({ where: { policyId: id, clusterId }, data: { contentHash } });
  }
};
const anActive = async (of = policyId, namespace = "bank") => {
  const expiresAt = new Date(bed.clock.now().getTime() + 30 * 86_400_000);
  const asked = {
    policyId: of,
    clusterIds: [one.id, two.id],
    namespace,
    owner: "core team",
    reason: "until the vendor ships a tag",
  };
  const { id } = await requestWaiver(olga.as(), RequestWaiver.parse({ ...asked, expiresAt }));
  await decideWaiver(adam.as(), DecideWaiver.parse({ id, decision: "approve", version: 1 }));
  return id;
};
/** A waiver that both clusters had in force and that has ended. */
const anEnded = async (of = policyId) => {
  const id = await anActive(of);
  await bringInLine([one, two], of);
  bed.clock.advance(1000);
  await revokeWaiver(olga.as(), { id, reason: "fixed by now" });
  return id;
};
const rollouts = (of = policyId) =>
  db.prisma.rollout.findMany({
    where: { policyId: of },
    include: { targets: { orderBy: { clusterId: "asc" } } },
    orderBy: { requestedAt: "asc" },
  });
const targetsOf = (rollout: Awaited<ReturnType<typeof rollouts>>[number] | undefined) =>
  rollout?.targets.map(({ clusterId }) => clusterId).sort();
const end = (phase: string) =>
  db.prisma.rollout.updateMany({
    where: { policyId, phase: { in: ["Running", "AwaitingApproval"] } },
    data: { phase, finishedAt: bed.clock.now() },
  });
const target = (clusterId: string, data: object) => db.prisma.rolloutTarget.updateMany({ where: { clusterId }, data });
const aPush = (targets: readonly { clusterId: string; state: string; wave: number }[]) =>
  db.prisma.rollout.create({
    data: {
      ...{ id: crypto.randomUUID(), policyId, action: "push", toVersion: 1, phase: "Running", message: "", waves: [], currentWave: 1 },
      ...{ requestedById: "olga", requestedByName: "olga", requestedAt: bed.clock.now() },
      targets: { create: targets.map((each) => ({ ...each, message: "", updatedAt: bed.clock.now() })) },
    },
  });
const isSettled = async (id: string) => (await listWaivers(olga.as(), ListWaivers.parse({}))).rows.find((row) => row.id === id)?.isSettled;

describe("settling waivers", () => {
  it("lets a beginning wait for the approvals of the policy's waves, and an end for nobody's", async () => {
    await anActive();
    await settle();
    expect(await rollouts()).toMatchObject([{ phase: "AwaitingApproval" }]);
    await db.prisma.rollout.deleteMany();
    await db.prisma.policyWaiver.deleteMany();
    await anEnded();
    await settle();
    const [rollout] = await rollouts();
    expect(rollout?.phase).toBe("Running");
    expect(rollout?.waves).not.toContainEqual(expect.objectContaining({ needsApproval: true }));
    expect(targetsOf(rollout)).toEqual([one.id, two.id].sort());
  });

  it("asks again for an end that was halted before it reached a cluster, soon but not at once", async () => {
    await anEnded();
    await settle();
    await end("Halted");
    await settle();
    expect(await rollouts()).toHaveLength(1);
    bed.clock.advance(MINUTE_MS);
    await settle();
    expect(await rollouts()).toHaveLength(2);
  });

  it("leaves only the cluster alone that itself has failed, and tries it again after a quarter of an hour", async () => {
    const id = await anEnded();
    await settle();
    await target(one.id, { state: "failed", attempt: 1 });
    await end("Halted");
    bed.clock.advance(MINUTE_MS);
    await settle();
    expect((await rollouts()).map(targetsOf)).toEqual([expect.anything(), [two.id]]);
    await target(two.id, { state: "applied", attempt: 1 });
    await end("Succeeded");
    await bringInLine([two]);
    bed.clock.advance(10 * MINUTE_MS);
    await settle();
    expect(await rollouts()).toHaveLength(2);
    bed.clock.advance(5 * MINUTE_MS);
    await settle();
    expect((await rollouts()).map(targetsOf)).toEqual([expect.anything(), [two.id], [one.id]]);
    await target(one.id, { state: "applied", attempt: 1 });
    await end("Succeeded");
    await bringInLine();
    await settle();
    expect(await isSettled(id)).toBe(true);
  });

  it("does not ask again whether something may begin once a person has said no", async () => {
    await anActive();
    await settle();
    await end("Rejected");
    bed.clock.advance(60 * MINUTE_MS);
    await settle();
    expect(await rollouts()).toHaveLength(1);
  });

  it("leaves the clusters to a rollout that has not done with them, and no others", async () => {
    const id = await anEnded();
    await aPush([
      { clusterId: one.id, state: "pending", wave: 2 },
      { clusterId: two.id, state: "applied", wave: 0 },
    ]);
    bed.clock.advance(1000);
    await settle();
    expect((await rollouts()).map(targetsOf)).toEqual([expect.anything(), [two.id]]);
    await bringInLine();
    await settle();
    expect(await isSettled(id)).toBe(false);
  });

  it("takes back what still waits for a yes where a waiver has ended meanwhile, and brings the end", async () => {
    const ended = await anActive();
    await bringInLine();
    bed.clock.advance(1000);
    const begun = await anActive(policyId, "shop");
    await settle();
    expect(await rollouts()).toMatchObject([{ phase: "AwaitingApproval" }]);
    bed.clock.advance(1000);
    await revokeWaiver(olga.as(), { id: ended, reason: "fixed by now" });
    await settle();
    bed.clock.advance(60_000);
    await settle();
    expect(await rollouts()).toMatchObject([{ phase: "Halted" }, { phase: "Running" }]);
    expect((await auditOf(db, "policy.halt")).at(-1)).toMatchObject({ actor: { kind: "system" }, after: { phase: "Halted" } });
    await bringInLine();
    await end("Succeeded");
    await settle();
    expect([await isSettled(ended), await isSettled(begun)]).toEqual([true, true]);
  });

  it("waits for what a halted rollout has ordered and nobody has read back", async () => {
    await anEnded();
    await settle();
    await target(one.id, { state: "applying", attempt: 1 });
    await end("Halted");
    bed.clock.advance(15 * MINUTE_MS);
    await settle();
    expect((await rollouts()).map(targetsOf)).toEqual([expect.anything(), [two.id]]);
  });

  it("leaves a cluster to a rollout that watches it still", async () => {
    await anEnded();
    await aPush([one, two].map(({ id: clusterId }) => ({ clusterId, state: "applied", wave: 1 })));
    bed.clock.advance(1000);
    await settle();
    expect(await rollouts()).toHaveLength(1);
  });

  it("goes on with the other policies where one fails", async () => {
    await anEnded();
    await db.prisma.policyVersion.updateMany({ where: { policyId }, data: { objects: [{ kind: "nonsense" }] } });
    const other = await aPolicy();
    await anEnded(other);
    await settle();
    expect([await rollouts(), await rollouts(other)]).toMatchObject([[], [{ phase: "Running" }]]);
  });

  it("says once, on record, that what a waiver let through is still in force ten minutes after its end", async () => {
    const id = await anEnded();
    await settle();
    const told = async () => (await auditOf(db, "policy.waiver-overdue")).filter((row) => row.target.id === id);
    expect(await told()).toEqual([]);
    bed.clock.advance(11 * MINUTE_MS);
    await Promise.all([settle(), settle()]);
    await settle();
    expect(await told()).toMatchObject([{ outcome: "failed", target: { kind: "waiver" } }]);
  });
});

it("looks less and less often while nothing comes of it, and at once when a waiver has changed", () => {
  const pace = new SettlePace();
  let now = 0;
  const looks: number[] = [];
  for (; now < 60_000; now += 1000)
    if (pace.isDue("policy", "a", new Date(now))) {
      looks.push(now / 1000);
      pace.looked("policy", "a", new Date(now), false);
    }
  expect(looks.slice(0, 6)).toEqual([0, 1, 3, 7, 15, 25]);
  expect([pace.isDue("policy", "a", new Date(now)), pace.isDue("policy", "b", new Date(now))]).toEqual([false, true]);
});
