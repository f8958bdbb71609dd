import type { Environment } from "@holdfast/contracts/cluster";
import { ClusterId } from "@holdfast/contracts/ids";
import { agentSpiffeId } from "@holdfast/contracts/spiffe";
import type { ListSvids, SvidPage, SvidState } from "@holdfast/contracts/svid";
import { Prisma } from "@holdfast/db/generated/prisma/client";
import { visibleClusters } from "../access/visible-clusters";
import type { ServiceContext } from "../context/service-context";
import { readPlace, writePlace } from "./user-cursor";

interface SvidRow {
  readonly id: string;
  readonly clusterId: string;
  readonly clusterName: string;
  readonly environment: Environment;
  readonly state: SvidState;
  readonly keyFingerprint: string;
  readonly serial: string;
  readonly enrolledAt: Date;
  readonly renewedAt: Date;
  readonly notAfter: Date;
  readonly revokedAt: Date | null;
  readonly revokedReason: string | null;
}

const CURRENT: readonly SvidState[] = ["valid", "late", "expired"];

/** The identities of the agents of the clusters that the caller may see, what ends first first. */
export async function listSvids(ctx: ServiceContext, input: ListSvids, trustDomain: string): Promise<SvidPage> {
  const visible = await visibleClusters(ctx, "fleet:read");
  const place = input.cursor === null ? null : readPlace(input.cursor);
  const now = ctx.now();
  // Renewed at half of its life: one that has used three quarters of it was not renewed when it should have been.
  const listed = Prisma.sql`listed AS (
    SELECT i.id::text, i.cluster_id AS "clusterId", c.name AS "clusterName", c.environment, i.key_fingerprint AS "keyFingerprint", i.serial,
      i.enrolled_at AS "enrolledAt", i.renewed_at AS "renewedAt", i.not_after AS "notAfter", i.revoked_at AS "revokedAt",
      i.revoked_reason AS "revokedReason",
      CASE WHEN i.revoked_at IS NOT NULL THEN 'revoked' WHEN i.not_after <= ${now} THEN 'expired'
        WHEN i.renewed_at + (i.not_after - i.renewed_at) * 0.75 <= ${now} THEN 'late' ELSE 'valid' END AS state
    FROM agent_identity i JOIN cluster c ON c.id = i.cluster_id
    WHERE i.cluster_id = ANY(${visible.map((cluster) => cluster.id)}::uuid[]))`;
  const part = `%${(input.text ?? "").replace(/[\\%_]/g, String.raw`\$&`)}%`;
  const filter = Prisma.sql`state = ANY(${input.states?.length ? input.states : [...CURRENT]}::text[]) AND "clusterName" ILIKE ${part}`;
  const after = place ? Prisma.sql`AND ("notAfter", id) > (${place[0]}::timestamptz, ${place[1]})` : Prisma.empty;
  const [rows, [counted]] = await Promise.all([
    ctx.db.prisma.$queryRaw<SvidRow[]>`
      WITH ${listed} SELECT * FROM listed WHERE ${filter} ${after} ORDER BY "notAfter", id LIMIT ${input.limit + 1}`,
    ctx.db.prisma.$queryRaw<{ n: bigint }[]>`WITH ${listed} SELECT count(*) AS n FROM listed WHERE ${filter}`,
  ]);
  const page = rows.slice(0, input.limit);
  const last = page.at(-1);
  return {
    rows: page.map((row) => ({ ...row, clusterId: ClusterId.parse(row.clusterId), spiffeId: agentSpiffeId(trustDomain, row.clusterId) })),
    nextCursor: rows.length > input.limit && last ? writePlace([last.notAfter.toISOString(), last.id]) : null,
    total: Number(counted?.n ?? 0),
    isTotalCapped: false,
  };
}
