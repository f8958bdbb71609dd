import { ClusterId } from "@holdfast/contracts/ids";
import type { JsonObject } from "@holdfast/contracts/json";
import type { PolicyScope } from "@holdfast/contracts/policy";
import { isConstraintKind } from "@holdfast/contracts/policy-kinds";
import type { PolicyObject } from "@holdfast/contracts/policy-object";
import type { Prisma } from "@holdfast/db/generated/prisma/client";
import { z } from "zod";
import { observedResources } from "../policy-impact/observed-resources";
import { isConstrained } from "../policy-impact/rule-resources";

const ANY = "*";

/** The part of `matchConstraints` that names resources; what the API server knows beyond it only narrows. */
const MatchConstraints = z.object({
  resourceRules: z.array(z.object({ apiGroups: z.array(z.string()).default([]), resources: z.array(z.string()).default([]) })).default([]),
});

/** A subresource such as `deployments/scale` is written through the object that it belongs to. */
const withoutSubresource = (resource: string) => resource.split("/", 1)[0] ?? "";

/** Whether an observed resource (`deployments.apps`, `pods`) is named by the rules of a policy's objects. */
export function isInScope(objects: readonly PolicyObject[], resource: string): boolean {
  const [plural = "", ...rest] = resource.split(".");
  const group = rest.join(".");
  return objects.some((object) => {
    if (object.kind !== "ValidatingAdmissionPolicy") return false;
    const constraints = MatchConstraints.safeParse((object.spec as JsonObject).matchConstraints ?? {});
    if (!constraints.success) return false;
    return constraints.data.resourceRules.some(
      ({ apiGroups, resources }) =>
        (apiGroups.includes(ANY) || apiGroups.includes(group)) &&
        resources.map(withoutSubresource).some((each) => each === ANY || each === plural),
    );
  });
}

/** How many objects of each named resource the clusters have, by their inventory. */
export async function policyScope(
  prisma: Prisma.TransactionClient,
  objects: readonly PolicyObject[],
  clusterIds: readonly string[],
): Promise<PolicyScope[]> {
  const [counts, observed] = await Promise.all([
    prisma.inventoryCount.groupBy({
      by: ["clusterId", "resource"],
      where: { clusterId: { in: [...clusterIds] }, count: { gt: 0 } },
      _sum: { count: true },
    }),
    observedResources(prisma, clusterIds),
  ]);
  const constraints = objects.filter(({ kind }) => isConstraintKind(kind));
  const isMatched = (clusterId: string, resource: string) =>
    (observed.get(clusterId) ?? []).some((each) => each.resource === resource && constraints.some(({ spec }) => isConstrained(spec, each)));
  return counts
    .filter((row) => isInScope(objects, row.resource) || isMatched(row.clusterId, row.resource))
    .map((row) => ({ clusterId: ClusterId.parse(row.clusterId), resource: row.resource, count: row._sum.count ?? 0 }))
    .sort((a, b) => a.resource.localeCompare(b.resource));
}
