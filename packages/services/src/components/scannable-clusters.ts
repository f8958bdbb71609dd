import type { ServiceContext } from "../context/service-context";

/** The clusters whose agent has said something, the one that waits longest first. */
export async function scannableClusters(ctx: Pick<ServiceContext, "db">): Promise<string[]> {
  const rows = await ctx.db.prisma.$queryRaw<{ id: string }[]>`
    SELECT link.cluster_id AS id FROM agent_link AS link LEFT JOIN component_scan AS scan USING (cluster_id)
    WHERE link.boot_id IS NOT NULL ORDER BY scan.scanned_at NULLS FIRST, link.cluster_id`;
  return rows.map(({ id }) => id);
}
