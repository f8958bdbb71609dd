import type { ComponentCell, ComponentColumn, ComponentMatrix, ComponentRow, ListComponents } from "@holdfast/contracts/component";
import { ClusterId } from "@holdfast/contracts/ids";
import { componentCatalogue } from "@holdfast/domain/component/catalogue";
import type { ComponentEntry } from "@holdfast/domain/component/component-entry";
import type { ClusterRow } from "../access/cluster-row";
import { visibleClusters } from "../access/visible-clusters";
import type { ServiceContext } from "../context/service-context";
import { staleClusters } from "../inventory/stale-clusters";
import { aboutComponent } from "./about-component";

interface Spread {
  readonly foundIn: number;
  readonly versions: number;
  /** Whether the clusters that have it have it alike: one set of versions. */
  readonly isAlike: boolean;
}

/** How each component is spread over clusters; a figure a component, whatever the number of clusters. */
async function spreads(ctx: ServiceContext, clusterIds: readonly string[]): Promise<Map<string, Spread>> {
  const rows = await ctx.db.prisma.$queryRaw<(Spread & { component: string })[]>`
    SELECT component, count(*)::int AS "foundIn", count(DISTINCT versions) <= 1 AS "isAlike",
      (SELECT count(DISTINCT version)::int FROM cluster_component AS each, unnest(each.versions) AS version
       WHERE each.component = found.component AND each.cluster_id = ANY(${clusterIds}::uuid[])) AS versions
    FROM cluster_component AS found WHERE cluster_id = ANY(${clusterIds}::uuid[]) GROUP BY component`;
  return new Map(rows.map(({ component, ...spread }) => [component, spread]));
}

async function cells(ctx: ServiceContext, clusterIds: readonly string[]): Promise<Map<string, Record<string, ComponentCell>>> {
  const rows = await ctx.db.prisma.clusterComponent.findMany({
    where: { clusterId: { in: [...clusterIds] } },
    select: { clusterId: true, component: true, versions: true, health: true, ready: true, desired: true },
  });
  const byComponent = new Map<string, Record<string, ComponentCell>>();
  for (const { clusterId, component, ...cell } of rows) {
    const row = byComponent.get(component) ?? {};
    row[clusterId] = cell;
    byComponent.set(component, row);
  }
  return byComponent;
}

async function columns(ctx: ServiceContext, clusters: readonly ClusterRow[]): Promise<ComponentColumn[]> {
  const [scans, stale] = await Promise.all([
    ctx.db.prisma.componentScan.findMany({ where: { clusterId: { in: clusters.map(({ id }) => id) } } }),
    staleClusters(ctx, clusters),
  ]);
  const scannedAt = new Map(scans.map((scan) => [scan.clusterId, scan.scannedAt]));
  const since = new Map(stale.map((each) => [each.id, each.since]));
  return clusters.map(({ id, name, environment }) => ({
    ...{ id: ClusterId.parse(id), name, environment },
    ...{ scannedAt: scannedAt.get(id) ?? null, staleSince: since.get(id) ?? null },
  }));
}

const isAsked = ({ name, id, domain }: ComponentEntry, input: ListComponents) => {
  if (input.domain?.length && !input.domain.includes(domain)) return false;
  const text = input.text?.toLowerCase() ?? "";
  return name.toLowerCase().includes(text) || id.includes(text);
};

/** The components of the clusters that the caller sees: a row for each that was found, a column for each cluster of the page. */
export async function listComponents(ctx: ServiceContext, input: ListComponents): Promise<ComponentMatrix> {
  const visible = (await visibleClusters(ctx, "inventory:read")).filter(
    ({ environment }) => !input.environment?.length || input.environment.includes(environment),
  );
  const page = visible.slice((input.page - 1) * input.limit, input.page * input.limit);
  const [spread, cell, head] = await Promise.all([
    spreads(
      ctx,
      visible.map(({ id }) => id),
    ),
    cells(
      ctx,
      page.map(({ id }) => id),
    ),
    columns(ctx, page),
  ]);
  const rows = componentCatalogue
    .filter((entry) => isAsked(entry, input))
    .map((entry): ComponentRow & { isAlike: boolean } => {
      const { foundIn, versions, isAlike } = spread.get(entry.id) ?? { foundIn: 0, versions: 0, isAlike: true };
      return { ...aboutComponent(entry), foundIn, versions, cells: cell.get(entry.id) ?? {}, isAlike };
    })
    .filter((row) => row.foundIn > 0 || (input.withAbsent && !input.differing))
    .filter((row) => !input.differing || !row.isAlike || row.foundIn < visible.length)
    .map(({ isAlike, ...row }) => row);
  return {
    rows,
    columns: head,
    clusterCount: visible.length,
    pageCount: Math.ceil(visible.length / input.limit),
    known: componentCatalogue.length,
  };
}
