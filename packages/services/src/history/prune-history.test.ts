import { acquireLease } from "@holdfast/db/lease";
import { auditOf } from "@holdfast/testkit/audit-trail";
import { aCluster } from "@holdfast/testkit/installation";
import { theSystem } from "@holdfast/testkit/people";
import { suiteDatabase } from "@holdfast/testkit/suite-database";
import { beforeEach, describe, expect, it } from "vitest";
import { pruneHistory } from "./prune-history";

const db = suiteDatabase();
const NOW = new Date("2026-11-21T14:20:00.000Z");
const CUTOFF = new Date("2026-10-22T14:00:00.000Z");
const ctx = () => theSystem(db, () => NOW);
let clusterId: string;
let number = 0;

/** So many changes, the i-th of them i minutes before or after the cutoff. */
const put = (minutes: readonly number[]) =>
  db.prisma.inventoryChange.createMany({
    data: minutes.map((minute, i) => ({
      ...{ clusterId, uid: `u-${i}`, resource: "pods", kind: "Pod", namespace: "bank", name: `u-${i}`, operation: "updated" },
      ...{ observedAt: new Date(CUTOFF.getTime() + minute * 60_000), recordedAt: NOW, isDecision: false },
    })),
  });
const lease = async (owner = "hub-1") => {
  const held = await acquireLease(db, "history", owner, 60_000);
  if (!held) throw new Error("the lease was free");
  return held;
};
const ages = async () =>
  (await db.prisma.inventoryChange.findMany({ orderBy: { observedAt: "asc" } })).map(
    (row) => (row.observedAt.getTime() - CUTOFF.getTime()) / 60_000,
  );
const kept = async () => (await db.prisma.inventoryHistory.findFirstOrThrow({ where: { clusterId } })).keptSince;

beforeEach(async () => {
  await db.prisma.inventoryChange.deleteMany();
  await db.prisma.inventoryHistory.deleteMany();
  await db.prisma.lease.deleteMany();
  clusterId = (await aCluster(db, `c-${++number}`)).id;
  await db.prisma.inventoryHistory.create({ data: { clusterId, resource: "pods", keptSince: new Date("2026-01-01T00:00:00.000Z") } });
});

describe("keeping the history to its days", () => {
  it("lets go of what is older and of nothing else, and says on record since when it is kept", async () => {
    await put([-600, -1, 0, 1]);
    expect(await pruneHistory(ctx(), await lease(), 30)).toEqual({ keptSince: CUTOFF, deleted: 2, batches: 1 });
    expect(await ages()).toEqual([0, 1]);
    expect(await kept()).toEqual(CUTOFF);
    expect((await auditOf(db, "history.prune")).at(-1)).toMatchObject({
      ...{ outcome: "succeeded", after: { keptSince: CUTOFF.toISOString(), resources: 1 } },
    });
  });

  it("deletes in batches of bounded size, as many as it was let, the oldest first", async () => {
    await put(Array.from({ length: 10_050 }, (_, i) => -1 - i));
    expect(await pruneHistory(ctx(), await lease(), 30, { mostBatches: 1 })).toMatchObject({ deleted: 5000, batches: 1 });
    expect((await ages())[0]).toBe(-5050);
    const entries = (await auditOf(db, "history.prune")).length;
    expect(await pruneHistory(ctx(), await lease(), 30)).toMatchObject({ deleted: 5050, batches: 2 });
    expect(await ages()).toEqual([]);
    expect((await auditOf(db, "history.prune")).length).toBe(entries);
  });

  it("writes nothing when nothing is that old", async () => {
    await put([0, 5]);
    const entries = (await auditOf(db, "history.prune")).length;
    expect(await pruneHistory(ctx(), await lease(), 30)).toMatchObject({ deleted: 0, batches: 0 });
    expect((await auditOf(db, "history.prune")).length).toBe(entries);
    expect(await kept()).toEqual(new Date("2026-01-01T00:00:00.000Z"));
  });

  it("stops at the hub that lost its lease, with nothing deleted", async () => {
    await put([-5]);
    const lost = await lease();
    await db.prisma.lease.updateMany({ data: { owner: "hub-2", epoch: 9n } });
    await expect(pruneHistory(ctx(), lost, 30)).rejects.toMatchObject({ name: "LeaseLost" });
    expect(await ages()).toEqual([-5]);
    expect(await kept()).toEqual(new Date("2026-01-01T00:00:00.000Z"));
  });
});
