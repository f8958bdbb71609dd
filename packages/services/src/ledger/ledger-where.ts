import { type LedgerFilter, LedgerKind } from "@holdfast/contracts/ledger";
import type { Prisma } from "@holdfast/db/generated/prisma/client";
import { visibleClusters } from "../access/visible-clusters";
import type { ServiceContext } from "../context/service-context";

const held = { within: true, over: false, unmeasured: null } as const;

/** The clusters whose runs the caller may see, by id. */
export async function ledgerSites(ctx: ServiceContext): Promise<ReadonlyMap<string, string>> {
  const visible = await visibleClusters(ctx, "failover:read");
  return new Map(visible.map((cluster) => [cluster.id, cluster.name]));
}

/** The runs of a filter, among those that the caller may see, that have ended and have their report. */
export function ledgerWhere(among: Prisma.RunWhereInput, filter: LedgerFilter): Prisma.RunWhereInput {
  const { groups, kinds, workflows, outcomes, rto } = filter;
  return {
    ...among,
    kind: { in: kinds.length > 0 ? kinds : [...LedgerKind.options] },
    finishedAt: { not: null },
    ...(groups.length > 0 ? { group: { name: { in: groups } } } : {}),
    ...(workflows.length > 0 ? { workflow: { in: workflows } } : {}),
    ...(outcomes.length > 0 ? { phase: { in: outcomes } } : {}),
    report: rto.length > 0 ? { is: { OR: rto.map((each) => ({ isWithinRto: held[each] })) } } : { isNot: null },
  };
}
