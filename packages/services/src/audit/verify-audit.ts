import type { AuditVerdict } from "@holdfast/contracts/audit";
import type { Database } from "@holdfast/db/database";
import { authorise } from "../access/authorise";
import type { ServiceContext } from "../context/service-context";
import { readChain } from "./read-chain";
import { tellVerdict } from "./tell-verdict";
import { verifyChain } from "./verify-chain";

/** Entries beyond the head that the store records. Asked in one statement: between two, another entry may come with its head. */
async function entriesBeyondHead({ prisma }: Database): Promise<number> {
  const [row] = await prisma.$queryRaw<{ extra: number }[]>`
    SELECT count(*)::int AS extra FROM audit_entry WHERE seq > (SELECT seq FROM audit_head WHERE id = 1)`;
  return row?.extra ?? 0;
}

/** Checks the whole chain against itself, its head and its signed checkpoints. The answer is computed now, never remembered; that it was asked, and a break, are events. */
export async function verifyAudit(ctx: ServiceContext, publicKeys: ReadonlyMap<string, string>): Promise<AuditVerdict> {
  await authorise(ctx, {
    permission: "audit:verify",
    action: "audit.verify",
    target: { kind: "audit", id: "chain", name: "audit chain", clusterId: null },
  });
  const startedAt = performance.now();
  const { prisma } = ctx.db;
  // The head last: what is signed meanwhile is never ahead of it.
  const rows = await prisma.auditCheckpoint.findMany({ orderBy: { seq: "asc" } });
  const head = await prisma.auditHead.findUniqueOrThrow({ where: { id: 1 } });
  const checkpoints = rows.map((row) => ({ ...row, seq: Number(row.seq), at: row.at.toISOString() }));
  // Entries that commit while this runs are beyond the head that was read, so they are left to the next time.
  const verdict = await verifyChain(readChain(ctx.db, head.seq), {
    checkpoints,
    publicKeys,
    head: { seq: Number(head.seq), hash: head.hash },
  });
  const extra = await entriesBeyondHead(ctx.db);
  const problems =
    extra > 0
      ? [
          ...verdict.problems,
          { seq: Number(head.seq) + 1, kind: "forked" as const, message: `${extra} entries stand after the recorded head.` },
        ]
      : verdict.problems;
  const answer: AuditVerdict = {
    ...verdict,
    problems,
    isIntact: problems.length === 0,
    verifiedAt: ctx.now(),
    durationMs: Math.round(performance.now() - startedAt),
  };
  await tellVerdict(ctx, answer);
  return answer;
}
