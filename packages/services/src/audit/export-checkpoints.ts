import type { AuditCheckpoint } from "@holdfast/contracts/audit";
import { authorise } from "../access/authorise";
import type { ServiceContext } from "../context/service-context";

/** Every signed head of the chain, oldest first: one a minute at most, and small. */
export async function exportCheckpoints(ctx: ServiceContext): Promise<AuditCheckpoint[]> {
  const target = { kind: "audit", id: "chain", name: "audit chain", clusterId: null };
  await authorise(ctx, { permission: "audit:read", action: "audit.export", target });
  const rows = await ctx.db.prisma.auditCheckpoint.findMany({ orderBy: { seq: "asc" } });
  return rows.map(({ seq, hash, at, keyId, signature }) => ({ seq: Number(seq), hash, at: at.toISOString(), keyId, signature }));
}
