import type { CompareRulePage, ListCompareRules } from "@holdfast/contracts/compare-rule";
import type { CompareRule, Prisma } from "@holdfast/db/generated/prisma/client";
import type { ClusterRow } from "../access/cluster-row";
import { permittedOnFleet } from "../access/permitted";
import { visibleClusters } from "../access/visible-clusters";
import type { ServiceContext } from "../context/service-context";
import { readPlace, writePlace } from "../identity/user-cursor";
import { ruleView } from "./compare-rule-view";
import { rulesForPair } from "./rules-in-force";

interface Readable {
  readonly seen: ReadonlyMap<string, ClusterRow>;
  readonly managed: ReadonlySet<string>;
  readonly isFleetManaged: boolean;
}

async function readable(ctx: ServiceContext): Promise<Readable> {
  const [seen, managed] = await Promise.all([visibleClusters(ctx, "inventory:read"), visibleClusters(ctx, "compare:manage")]);
  return {
    seen: new Map(seen.map((cluster) => [cluster.id, cluster])),
    managed: new Set(managed.map(({ id }) => id)),
    isFleetManaged: ctx.actor.kind === "system" || permittedOnFleet(await ctx.subject(), "compare:manage").effect === "allow",
  };
}

/** Of rules for two clusters those whose clusters the caller sees both; rules that name no cluster are for everybody. */
function visibleRules({ seen }: Readable, pair: ListCompareRules["pair"]): Prisma.CompareRuleWhereInput {
  const ids = { in: [...seen.keys()] };
  const visible = { OR: [{ scope: { not: "clusters" } }, { clusterAId: ids, clusterBId: ids }] };
  if (!pair) return visible;
  const [left, right] = pair.map((id) => seen.get(id));
  // Of a cluster that the caller does not see there is nothing to say.
  return left && right ? { AND: [visible, rulesForPair(left, right)] } : { id: { in: [] } };
}

function viewOf(row: CompareRule, { seen, managed, isFleetManaged }: Readable, now: Date) {
  const ids = row.scope === "clusters" ? [row.clusterAId ?? "", row.clusterBId ?? ""] : [];
  return ruleView(row, {
    clusterNames: ids.map((id) => seen.get(id)?.name ?? ""),
    mayManage: ids.length === 0 ? isFleetManaged : ids.every((id) => managed.has(id)),
    now,
  });
}

/** A page of the rules that the caller may see, the newest first, those that have expired among them. */
export async function listCompareRules(ctx: ServiceContext, input: ListCompareRules): Promise<CompareRulePage> {
  const known = await readable(ctx);
  const where = visibleRules(known, input.pair);
  const before = input.cursor === null ? null : readPlace(input.cursor)[1];
  const [rows, total] = await Promise.all([
    ctx.db.prisma.compareRule.findMany({
      where: before === null ? where : { AND: [where, { id: { lt: before } }] },
      orderBy: { id: "desc" },
      take: input.limit + 1,
    }),
    ctx.db.prisma.compareRule.count({ where }),
  ]);
  const page = rows.slice(0, input.limit);
  const last = page.at(-1);
  return {
    rows: page.map((row) => viewOf(row, known, ctx.now())),
    nextCursor: rows.length > input.limit && last ? writePlace(["", last.id]) : null,
    total,
    isTotalCapped: false,
  };
}
