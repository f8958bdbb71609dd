import type { ViolationFilter, ViolationState } from "@holdfast/contracts/compliance";
import type { Prisma } from "@holdfast/db/generated/prisma/client";
import { authorise } from "../access/authorise";
import { visibleClusters } from "../access/visible-clusters";
import type { ServiceContext } from "../context/service-context";

const stateIs: Readonly<Record<ViolationState, Prisma.PolicyViolationWhereInput>> = {
  open: { resolvedAt: null, waiverId: null },
  waived: { resolvedAt: null, waiverId: { not: null } },
  resolved: { resolvedAt: { not: null } },
};

/** Where a caller may see violations, by the cluster's id. Throws `Forbidden`. */
export async function violationClusters(ctx: ServiceContext, action: string): Promise<ReadonlyMap<string, string>> {
  await authorise(ctx, { permission: "policy:read", action, target: { kind: "policy", id: "all", name: "violations", clusterId: null } });
  return new Map((await visibleClusters(ctx, "inventory:read")).map(({ id, name }) => [id, name]));
}

/** What a filter means, among the clusters that the caller may see. */
export function violationWhere(
  filter: ViolationFilter,
  visible: ReadonlyMap<string, string>,
  policies: ReadonlyMap<string, string>,
): Prisma.PolicyViolationWhereInput {
  const { text, clusters, namespaces, teams, effects, states } = filter;
  const like = { contains: text, mode: "insensitive" as const };
  const ids = [...visible].filter(([, name]) => clusters.length === 0 || clusters.includes(name)).map(([id]) => id);
  const chosen = [...policies].filter(([, name]) => filter.policies.includes(name)).map(([id]) => id);
  return {
    clusterId: { in: ids },
    ...(filter.policies.length > 0 ? { policyId: { in: chosen } } : {}),
    ...(namespaces.length > 0 ? { namespace: { in: namespaces } } : {}),
    ...(teams.length > 0 ? { team: { in: teams } } : {}),
    ...(effects.length > 0 ? { effect: { in: effects } } : {}),
    AND: [
      ...(states.length > 0 ? [{ OR: states.map((state) => stateIs[state]) }] : []),
      ...(text === "" ? [] : [{ OR: [{ name: like }, { workloadName: like }, { message: like }] }]),
    ],
  };
}
