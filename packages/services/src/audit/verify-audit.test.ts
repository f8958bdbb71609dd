import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { ClusterId } from "@holdfast/contracts/ids";
import { auditEntryOf } from "@holdfast/db/audit/read";
import { transact } from "@holdfast/db/transact";
import { auditOf } from "@holdfast/testkit/audit-trail";
import { aPerson, theSystem } from "@holdfast/testkit/people";
import { suiteDatabase } from "@holdfast/testkit/suite-database";
import { beforeAll, describe, expect, it } from "vitest";
import { signingKey } from "../pki/signing-key";
import { checkpointAudit } from "./checkpoint-audit";
import { listAudit } from "./list-audit";
import { listAuditActions } from "./list-audit-actions";
import { verifyAudit } from "./verify-audit";
import { verifyWhenDue } from "./verify-when-due";

const db = suiteDatabase();
const folder = mkdtempSync(join(tmpdir(), "holdfast-audit-"));
const key = signingKey(join(folder, "audit.key"));
const publicKeys = new Map([[key.keyId, key.publicKeyPem]]);
const repository = fileURLToPath(new URL("../../../..", import.meta.url));

const write = (count: number) =>
  transact(
    db,
    () => new Date(),
    async (unit) => {
      for (let i = 0; i < count; i++)
        unit.audit({
          actor: { kind: "system", id: "t", name: "t" },
          action: "thing.do",
          target: { kind: "thing", id: String(i), name: "", clusterId: null },
          outcome: "succeeded",
          reason: null,
          before: null,
          after: { i },
          decision: null,
          requestId: "r",
        });
    },
  );

beforeAll(async () => {
  await write(30);
  await checkpointAudit(theSystem(db), key);
  await write(5);
});

describe("verifying the store's chain", () => {
  it("says that it is intact, with what it saw", async () => {
    const viewer = await aPerson(db, "vera", ["viewer"]);
    expect(await verifyAudit(viewer.as(), publicKeys)).toMatchObject({ isIntact: true, entries: 35, checkpoints: 1, problems: [] });
  });

  it("finds what the database's owner changed behind the application", async () => {
    await db.prisma.$executeRaw`ALTER TABLE audit_entry DISABLE TRIGGER audit_entry_is_final`;
    await db.prisma.$executeRaw`UPDATE audit_entry SET after = '{"i": 99}' WHERE seq = 7`;
    expect((await verifyAudit(theSystem(db), publicKeys)).problems).toEqual([expect.objectContaining({ kind: "edited", seq: 7 })]);
    const broken = { where: { type: "audit.broken" }, orderBy: { id: "asc" } } as const;
    expect(await db.prisma.event.findMany(broken)).toMatchObject([{ payload: { seq: 7, kind: "edited", problems: 1, finder: "testkit" } }]);
    await db.prisma.$executeRaw`UPDATE audit_entry SET after = '{"i": 6}' WHERE seq = 7`;
    expect((await verifyAudit(theSystem(db), publicKeys)).isIntact).toBe(true);
    expect(await db.prisma.event.count(broken)).toBe(1);

    await db.prisma.$executeRaw`CREATE TABLE kept AS SELECT * FROM audit_entry WHERE seq > 33`;
    await db.prisma.$executeRaw`DELETE FROM audit_entry WHERE seq > 33`;
    expect((await verifyAudit(theSystem(db), publicKeys)).problems).toEqual([expect.objectContaining({ kind: "truncated", seq: 34 })]);
    await db.prisma.$executeRaw`INSERT INTO audit_entry SELECT * FROM kept`;
    await db.prisma.$executeRaw`ALTER TABLE audit_entry ENABLE TRIGGER audit_entry_is_final`;
  });

  it("is done by the hub when nobody did for six hours, and not before", async () => {
    const inHours = (hours: number) => theSystem(db, () => new Date(Date.now() + hours * 60 * 60_000));
    expect(await verifyWhenDue(inHours(5), publicKeys)).toBeNull();
    expect(await verifyWhenDue(inHours(7), publicKeys)).toMatchObject({ isIntact: true });
    expect(await verifyWhenDue(inHours(12), publicKeys)).toBeNull();
  });

  it("is agreed with by the offline command, which needs nothing but the files", async () => {
    const entries = (await db.prisma.auditEntry.findMany({ orderBy: { seq: "asc" } })).map(auditEntryOf);
    const checkpoints = (await db.prisma.auditCheckpoint.findMany()).map((row) => ({
      ...row,
      seq: Number(row.seq),
      at: row.at.toISOString(),
    }));
    const file = (name: string, lines: unknown[]) => {
      writeFileSync(join(folder, name), lines.map((line) => `${JSON.stringify(line)}\n`).join(""));
      return join(folder, name);
    };
    writeFileSync(join(folder, "key.pem"), key.publicKeyPem);
    const command = (exported: string) => [
      "--import",
      "tsx",
      join(repository, "packages/services/bin/verify-audit.ts"),
      ...["--entries", exported, "--checkpoints", file("checkpoints.jsonl", checkpoints), "--key", join(folder, "key.pem")],
    ];

    const output = execFileSync(process.execPath, command(file("good.jsonl", entries)), { cwd: repository, encoding: "utf8" });
    expect(JSON.parse(output)).toMatchObject({ isIntact: true, entries: entries.length });

    const tampered = entries.map((entry) => (entry.seq === 12 ? { ...entry, outcome: "refused" } : entry));
    const bad = spawnSync(process.execPath, command(file("bad.jsonl", tampered)), { cwd: repository, encoding: "utf8" });
    expect(bad.status).toBe(1);
    expect(JSON.parse(bad.stdout).problems[0]).toMatchObject({ kind: "edited", seq: 12 });
  });
});

describe("reading the trail", () => {
  it("comes in pages, newest first, and misses none", async () => {
    const seen: number[] = [];
    for (let cursor: string | null = null; ; ) {
      const page = await listAudit(theSystem(db), { cursor, limit: 10 });
      seen.push(...page.rows.map((entry) => entry.seq));
      cursor = page.nextCursor;
      if (!cursor) break;
    }
    expect(seen).toEqual(Array.from({ length: seen.length }, (_, i) => seen.length - i));
  });

  it("is narrowed by what was done, by whom, how it ended, where and when, all at once", async () => {
    const clusterId = "0199a000-0000-7000-8000-000000000001";
    const entry = (action: string, outcome: "succeeded" | "refused", cluster: string | null) => ({
      actor: { kind: "user" as const, id: "u9", name: "Nina Narrow" },
      action,
      target: { kind: "cluster", id: clusterId, name: "prod", clusterId: cluster },
      outcome,
      reason: null,
      before: null,
      after: null,
      decision: null,
      requestId: "r",
    });
    const at = new Date("2030-01-02T03:04:05.000Z");
    await transact(
      db,
      () => at,
      async (unit) => {
        unit.audit(entry("cluster.revoke", "refused", clusterId));
        unit.audit(entry("cluster.revoke", "succeeded", clusterId));
        unit.audit(entry("cluster.register", "refused", clusterId));
        unit.audit(entry("cluster.revoke", "refused", null));
      },
    );
    const { rows, total } = await listAudit(theSystem(db), {
      cursor: null,
      limit: 10,
      actions: ["cluster.revoke", "plan.save"],
      actor: "nina",
      outcome: "refused",
      clusterId: ClusterId.parse(clusterId),
      from: at,
      to: new Date(at.getTime() + 1),
    });
    expect(total).toBe(1);
    expect(rows).toEqual([expect.objectContaining({ action: "cluster.revoke", outcome: "refused" })]);
    const before = { cursor: null, limit: 10, actor: "nina", to: at };
    expect((await listAudit(theSystem(db), before)).rows).toEqual([]);
  });

  it("knows every word for what was done, each once", async () => {
    const actions = await listAuditActions(theSystem(db));
    const kept = await db.prisma.auditEntry.findMany({ distinct: ["action"], select: { action: true } });
    expect(actions).toEqual(kept.map((row) => row.action).sort());
    const partly = await aPerson(db, "petra", ["viewer"], { matchLabels: { team: "pay" } });
    await expect(listAuditActions(partly.as())).rejects.toMatchObject({ code: "Forbidden" });
  });

  it("is refused to somebody without a role on the whole fleet, and that is on record", async () => {
    const partly = await aPerson(db, "paul", ["viewer"], { matchLabels: { team: "pay" } });
    await expect(listAudit(partly.as(), { cursor: null, limit: 10 })).rejects.toMatchObject({ code: "Forbidden" });
    expect((await auditOf(db, "audit.list")).at(-1)).toMatchObject({ outcome: "refused", actor: { id: partly.id } });
  });
});
