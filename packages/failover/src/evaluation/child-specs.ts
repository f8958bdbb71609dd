import { PlanSpec } from "@holdfast/contracts/plan";
import type { Database } from "@holdfast/db/database";
import type { ChildCall } from "@holdfast/domain/plan/child-plans";

/** The latest versions of the plans that steps run, by name; what there is not is left out. */
export type ChildSpecs = ReadonlyMap<string, PlanSpec["spec"]>;

/** Reads the plans that these calls name. */
export async function childSpecs({ prisma }: Database, calls: readonly ChildCall[]): Promise<ChildSpecs> {
  if (calls.length === 0) return new Map();
  const plans = await prisma.plan.findMany({
    where: { name: { in: calls.map(({ plan }) => plan) } },
    include: { versions: { orderBy: { number: "desc" }, take: 1 } },
  });
  return new Map(plans.flatMap(({ name, versions }) => versions.map(({ spec }) => [name, PlanSpec.parse(spec).spec] as const)));
}
