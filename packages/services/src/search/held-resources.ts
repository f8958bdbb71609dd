import type { ServiceContext } from "../context/service-context";

/** The resources of which these clusters hold anything, with their kinds, those with the most objects first. */
export const heldResources = (
  ctx: ServiceContext,
  clusters: readonly { readonly id: string }[],
): Promise<{ resource: string; kind: string }[]> =>
  ctx.db.prisma.$queryRaw`
    SELECT c.resource, coalesce(min(r.kind), c.resource) AS kind FROM inventory_count c
    LEFT JOIN inventory_resource r ON r.cluster_id = c.cluster_id AND r.resource = c.resource
    WHERE c.count > 0 AND c.cluster_id = ANY(${clusters.map(({ id }) => id)}::uuid[]) GROUP BY c.resource ORDER BY sum(c.count) DESC, c.resource`;
