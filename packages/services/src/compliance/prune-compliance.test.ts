import { acquireLease } from "@holdfast/db/lease";
import { auditOf } from "@holdfast/testkit/audit-trail";
import { suiteDatabase } from "@holdfast/testkit/suite-database";
import { beforeAll, expect, it } from "vitest";
import { complianceBed } from "../../test/compliance-bed";
import { pruneRows } from "../retention/prune-rows";
import { pruneCompliance } from "./prune-compliance";

const db = suiteDatabase();
const DAY_MS = 86_400_000;
let bed: Awaited<ReturnType<typeof complianceBed>>;
let prod: { id: string; name: string };
beforeAll(async () => {
  bed = await complianceBed(db);
  prod = await bed.cluster("prod");
});
const lease = async () => (await acquireLease(db, "history", "hub-1", 60_000)) ?? expect.fail("nobody else has it");

it("what is resolved goes after its days, on record; what is open stays however old it is", async () => {
  const policyId = await bed.save("tags", "Deny", 0);
  await bed.deploy(policyId, prod.id);
  bed.pods.set(prod.id, [
    { name: "old-1", image: "web:latest" },
    { name: "gone-1", image: "web:latest" },
  ]);
  await bed.look();
  bed.pods.set(prod.id, [{ name: "old-1", image: "web:latest" }]);
  bed.clock.advance(DAY_MS);
  await bed.look();
  bed.clock.advance(10 * DAY_MS);
  expect(await pruneRows(bed.system(), await lease(), "violations", 20)).toBe(0);
  expect(await pruneRows(bed.system(), await lease(), "violations", 7)).toBe(1);
  expect((await db.prisma.policyViolation.findMany({ where: { policyId } })).map(({ name }) => name)).toEqual(["old-1"]);
  expect(await auditOf(db, "retention.prune")).toMatchObject([{ target: { id: "violations" }, after: { deleted: 1 } }]);
  await pruneCompliance(bed.system(), await lease(), 7);
  // The count that has held since then is what the chart begins with.
  expect((await db.prisma.policyTally.findMany({ where: { policyId } })).map(({ open }) => open)).toEqual([1]);
});

it("looks at older versions and their leases go, those at the latest version and those on their way stay", async () => {
  const policyId = await bed.save("limits", "Deny", 0);
  await bed.save("limits", "Warn", 1);
  const impact = (number: number, isOver: boolean) => ({
    ...{ id: crypto.randomUUID(), policyId, number, state: "judged", requestedById: "olga", requestedByName: "olga" },
    ...{ requestedAt: bed.clock.now(), finishedAt: isOver ? bed.clock.now() : null },
  });
  const [older, latest] = [impact(1, true), impact(2, false)];
  await db.prisma.policyImpact.createMany({ data: [older, latest] });
  const past = new Date(Date.now() - DAY_MS);
  await db.prisma.lease.createMany({
    data: [older, latest].map(({ id }) => ({ name: `impact:${id}`, owner: "hub-1", epoch: 1n, expiresAt: past })),
  });
  bed.clock.advance(30 * DAY_MS);
  await pruneCompliance(bed.system(), await lease(), 7);
  expect((await db.prisma.policyImpact.findMany({ where: { policyId } })).map(({ number }) => number)).toEqual([2]);
  expect((await db.prisma.lease.findMany({ where: { name: { startsWith: "impact:" } } })).map(({ name }) => name)).toEqual([
    `impact:${latest.id}`,
  ]);
});

it("drifts that ended go after the same days, those that are open stay however old they are", async () => {
  const policyId = await bed.save("drifts", "Deny", 0);
  const at = (days: number) => new Date(bed.clock.now().getTime() - days * DAY_MS);
  const drift = (name: string, endedAt: Date | null) => ({
    ...{
      id: crypto.randomUUID(),
      policyId,
      clusterId: prod.id,
      version: 1,
      contentHash: "",
      kind: "ValidatingAdmissionPolicy",
      name,
      what: "changed",
    },
    ...{ fields: [], managers: [], corrections: [], message: "", firstSeenAt: at(30), lastSeenAt: at(30), endedAt },
  });
  await db.prisma.policyDrift.createMany({ data: [drift("long over", at(8)), drift("over", at(6)), drift("open", null)] });
  await pruneCompliance(bed.system(), await lease(), 7);
  expect((await db.prisma.policyDrift.findMany({ where: { policyId } })).map(({ name }) => name).sort()).toEqual(["open", "over"]);
});
