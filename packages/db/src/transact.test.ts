import type { AuditRecord } from "@holdfast/contracts/audit";
import { suiteDatabase } from "@holdfast/testkit/suite-database";
import { v7 as uuid } from "uuid";
import { describe, expect, it } from "vitest";
import { entryHash, GENESIS_HASH } from "./audit/entry-hash";
import { auditEntryOf } from "./audit/read";
import { transact } from "./transact";

const now = () => new Date();
const db = suiteDatabase();

const record = (action: string, after: AuditRecord["after"] = null): AuditRecord => ({
  actor: { kind: "system", id: "test", name: "test" },
  action,
  target: { kind: "thing", id: "1", name: "one", clusterId: null },
  outcome: "succeeded",
  reason: null,
  before: null,
  after,
  decision: null,
  requestId: "r",
});

const chain = async () => (await db.prisma.auditEntry.findMany({ orderBy: { seq: "asc" } })).map(auditEntryOf);

const aCluster = async () => {
  const id = uuid();
  await db.prisma.cluster.create({
    data: { id, name: `c-${id}`, environment: "test", region: "x", link: { create: { state: "awaitingAgent", since: now() } } },
  });
  return id;
};

const anOrder = (clusterId: string, key: string) => ({
  id: uuid(),
  clusterId,
  name: "workload.scale",
  input: {},
  scope: "cluster",
  epoch: 0n,
  idempotencyKey: key,
  expiresAt: new Date(Date.now() + 60_000),
});

describe("a unit of work", () => {
  it("chains concurrent audit rows without a gap or a fork", async () => {
    await Promise.all(Array.from({ length: 40 }, (_, i) => transact(db, now, async (unit) => unit.audit(record(`act-${i}`)))));

    const entries = await chain();
    expect(entries.map((entry) => entry.seq)).toEqual(Array.from({ length: entries.length }, (_, i) => i + 1));
    entries.forEach((entry, i) => {
      expect(entry.previousHash).toBe(entries[i - 1]?.hash ?? GENESIS_HASH);
      expect(entryHash(entry)).toBe(entry.hash);
    });
  });

  it("leaves neither row nor audit, order or event when it fails", async () => {
    const clusterId = await aCluster();
    const before = await chain();
    const attempt = transact(db, now, async (unit) => {
      unit.audit(record("never"));
      unit.order(anOrder(clusterId, "never"));
      unit.emit({ type: "plan.saved", clusterIds: [], subject: { kind: "plan", id: "x" }, payload: {} });
      await unit.tx.setupLink.create({ data: { id: uuid(), tokenHash: "never", expiresAt: now() } });
      throw new Error("the work fails");
    });

    await expect(attempt).rejects.toThrow("the work fails");
    expect(await chain()).toHaveLength(before.length);
    expect(await db.prisma.command.count({ where: { idempotencyKey: "never" } })).toBe(0);
    expect(await db.prisma.setupLink.count({ where: { tokenHash: "never" } })).toBe(0);
  });

  it("hashes what the store gives back, whatever text it was given", async () => {
    await transact(db, now, async (unit) => unit.audit(record("odd", { "k\u0000": "a\ud800b", n: -0, big: 1e21, deep: [{ z: 1, a: 2 }] })));
    const last = (await chain()).at(-1);
    expect(last?.action).toBe("odd");
    expect(last && entryHash(last)).toBe(last?.hash);
  });

  it("gives one order per idempotency key, numbered per cluster without a gap", async () => {
    const clusterId = await aCluster();
    await Promise.all(
      Array.from({ length: 20 }, (_, i) => transact(db, now, async (unit) => unit.order(anOrder(clusterId, `${clusterId}-${i % 10}`)))).map(
        (p) => p.catch(() => undefined),
      ),
    );
    const seqs = (await db.prisma.command.findMany({ where: { clusterId }, orderBy: { seq: "asc" } })).map((command) =>
      Number(command.seq),
    );
    expect(seqs).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  });

  it("numbers events in the order of commits", async () => {
    await Promise.all(
      Array.from({ length: 20 }, (_, i) =>
        transact(db, now, async (unit) =>
          unit.emit({ type: "plan.saved", clusterIds: [], subject: { kind: "plan", id: String(i) }, payload: {} }),
        ),
      ),
    );
    const ids = (await db.prisma.event.findMany({ orderBy: { id: "asc" } })).map((event) => Number(event.id));
    expect(ids).toEqual(Array.from({ length: ids.length }, (_, i) => i + 1));
  });
});

describe("the audit trail", () => {
  it("refuses to be changed or shortened by the application", async () => {
    await transact(db, now, async (unit) => unit.audit(record("final")));
    await expect(db.prisma.auditEntry.updateMany({ data: { action: "other" } })).rejects.toThrow(/final/);
    await expect(db.prisma.auditEntry.deleteMany()).rejects.toThrow(/final/);
  });
});
