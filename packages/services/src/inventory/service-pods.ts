import type { ServiceRef } from "@holdfast/contracts/signals";
import type { ServiceContext } from "../context/service-context";
import { type NamedPod, podPattern } from "./pod-pattern";

/** A service with more pods than this is told apart by the workloads of the first of them. */
const MOST_PODS = 1000;

/** What a Service selects by; null for one without a selector, which stands for nothing in its cluster. */
function selectorOf(facts: unknown): Record<string, string> | null {
  const selector = typeof facts === "object" && facts !== null && "selector" in facts ? facts.selector : null;
  if (typeof selector !== "object" || selector === null) return null;
  const labels = Object.entries(selector).filter((entry): entry is [string, string] => typeof entry[1] === "string");
  return labels.length === 0 ? null : Object.fromEntries(labels);
}

/**
 * Which pods stand behind a service on each of these clusters, as a pattern over their names, by what the Service selects. The
 * caller has already chosen clusters that the reader may see; a cluster without such pods is left out.
 */
export async function servicePods(
  ctx: ServiceContext,
  clusters: readonly { readonly id: string }[],
  service: ServiceRef,
): Promise<Map<string, string>> {
  const objects = await ctx.db.prisma.inventoryObject.findMany({
    where: { clusterId: { in: clusters.map(({ id }) => id) }, resource: "services", namespace: service.namespace, name: service.name },
    select: { clusterId: true, facts: true },
  });
  const patterns = new Map<string, string>();
  await Promise.all(
    objects.map(async ({ clusterId, facts }) => {
      const selector = selectorOf(facts);
      if (selector === null) return;
      const pods = await ctx.db.prisma.$queryRaw<NamedPod[]>`
        SELECT name, owner_kind AS "ownerKind", owner_name AS "ownerName" FROM inventory_object
        WHERE cluster_id = ${clusterId}::uuid AND resource = 'pods' AND namespace = ${service.namespace}
          AND labels @> ${JSON.stringify(selector)}::jsonb LIMIT ${MOST_PODS}`;
      const pattern = podPattern(pods);
      if (pattern !== null) patterns.set(clusterId, pattern);
    }),
  );
  return patterns;
}
