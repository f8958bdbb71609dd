import type { Prisma } from "@holdfast/db/generated/prisma/client";
import { type RuledDifference, ruleAllows } from "@holdfast/domain/compare/compare-rule";
import type { ClusterRow } from "../access/cluster-row";
import type { ServiceContext } from "../context/service-context";

/** A rule that counts in a comparison. */
export interface RuleInForce {
  readonly id: string;
  readonly reason: string;
  readonly madeByName: string;
  readonly allows: (difference: RuledDifference) => boolean;
}

/** The rules that are for a comparison of these two, whichever stands on the left; as `isForPair` says of one. */
export const rulesForPair = (left: ClusterRow, right: ClusterRow): Prisma.CompareRuleWhereInput => {
  const inOrder = (a: ClusterRow, b: ClusterRow): Prisma.CompareRuleWhereInput[] => [
    { clusterAId: a.id, clusterBId: b.id },
    { environmentA: a.environment, environmentB: b.environment },
  ];
  return { OR: [{ scope: "any" }, ...inOrder(left, right), ...inOrder(right, left)] };
};

/** The rules that count now in the comparison of two clusters, the oldest first. */
export async function rulesInForce(ctx: ServiceContext, left: ClusterRow, right: ClusterRow): Promise<RuleInForce[]> {
  const rows = await ctx.db.prisma.compareRule.findMany({
    where: { AND: [rulesForPair(left, right), { OR: [{ expiresAt: null }, { expiresAt: { gt: ctx.now() } }] }] },
    orderBy: { id: "asc" },
  });
  return rows.map((row) => ({ id: row.id, reason: row.reason, madeByName: row.madeByName, allows: ruleAllows(row) }));
}
