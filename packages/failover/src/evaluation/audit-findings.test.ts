import { transact } from "@holdfast/db/transact";
import { suiteDatabase } from "@holdfast/testkit/suite-database";
import { describe, expect, it } from "vitest";
import { evaluationSuite } from "../../test/evaluation-suite";

const db = suiteDatabase();
const suite = evaluationSuite(db);
const subject = { kind: "audit", id: "7" } as const;
const verified = (isIntact: boolean, at = new Date()) =>
  transact(
    db,
    () => at,
    async (unit) => {
      unit.emit({ type: "audit.verified", clusterIds: [], subject, payload: { isIntact, entries: 9 } });
      if (!isIntact)
        unit.emit({ type: "audit.broken", clusterIds: [], subject, payload: { seq: 7, kind: "altered", problems: 1, finder: "hub" } });
    },
  );

describe("the audit chain", () => {
  it("keeps every plan from being run while its last verification found it broken, and names the entry", async () => {
    const scene = await suite.aScene((step) => [step.scale(4)]);
    const found = async () => (await scene.evaluate()).filter(({ code }) => code.startsWith("AuditChain"));
    expect(await found()).toEqual([]);
    await verified(true);
    expect(await found()).toEqual([]);
    await verified(false);
    suite.now = new Date(suite.now.getTime() + 1000);
    expect(await found()).toMatchObject([
      { step: null, code: "AuditChainBroken", severity: "blocking", message: expect.stringMatching(/entry 7 \(altered\)/) },
    ]);
    const last = await db.prisma.evaluation.findFirst({ where: { planId: scene.planId }, orderBy: { evaluatedAt: "desc" } });
    expect(last?.isReady).toBe(false);
    // Somebody has mended it, and it was verified again.
    await verified(true);
    expect(await found()).toEqual([]);
  });

  it("is warned of where nobody has verified it for a day", async () => {
    const scene = await suite.aScene((step) => [step.scale(4)]);
    await verified(true, new Date(suite.now.getTime() - 25 * 60 * 60_000));
    expect((await scene.evaluate()).filter(({ code }) => code.startsWith("AuditChain"))).toMatchObject([
      { code: "AuditChainUnverified", severity: "warning" },
    ]);
  });

  it("is asked for by an index, however many events there are", async () => {
    const plan = await db.prisma.$transaction(async (tx) => {
      await tx.$executeRaw`SET LOCAL enable_seqscan = off`;
      return tx.$queryRaw<{ "QUERY PLAN": string }[]>`
        EXPLAIN SELECT at FROM event WHERE type IN ('audit.verified', 'audit.broken') AND type = 'audit.verified' ORDER BY id DESC LIMIT 1`;
    });
    expect(plan.map((line) => line["QUERY PLAN"]).join("\n")).toContain("event_audit_verdict_idx");
  });
});
