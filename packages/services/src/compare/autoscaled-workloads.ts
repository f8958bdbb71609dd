import type { ServiceContext } from "../context/service-context";

/** The workloads whose replicas an autoscaler of one of these clusters sets, as `namespace/Kind/name`. */
export async function autoscaledWorkloads(ctx: ServiceContext, clusterIds: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await ctx.db.prisma.$queryRaw<{ target: string }[]>`
    SELECT DISTINCT namespace || '/' || (facts->'target'->>'kind') || '/' || (facts->'target'->>'name') AS target FROM inventory_object
    WHERE cluster_id = ANY(${clusterIds}::uuid[]) AND resource = 'horizontalpodautoscalers.autoscaling' AND facts ? 'target'`;
  return new Set(rows.map(({ target }) => target));
}
