import { type CompareClusters, type Comparison, DifferenceGroup, type DifferenceRow } from "@holdfast/contracts/compare";
import { Fault } from "@holdfast/contracts/fault";
import { ClusterId } from "@holdfast/contracts/ids";
import { type Difference, differencesOf } from "@holdfast/domain/compare/differences";
import { mayDiffer } from "@holdfast/domain/compare/may-differ";
import type { ClusterRow } from "../access/cluster-row";
import { visibleClusters } from "../access/visible-clusters";
import type { ServiceContext } from "../context/service-context";
import { staleClusters } from "../inventory/stale-clusters";
import { autoscaledWorkloads } from "./autoscaled-workloads";
import { type ComparedRow, comparedObjects, placeOf } from "./compared-objects";
import { comparisonPage } from "./comparison-page";
import { pairedObjects } from "./paired-objects";

interface Sides {
  readonly left: ClusterRow;
  readonly right: ClusterRow;
  /** The workloads whose replicas are an autoscaler's. */
  readonly autoscaled: ReadonlySet<string>;
}

const LONGEST_VALUE = 500;

const shown = (value: Difference["left"]): string | null => {
  if (value === null) return null;
  return (typeof value === "string" ? value : JSON.stringify(value)).slice(0, LONGEST_VALUE);
};

/** What the list leaves in; the counts of a comparison do not ask. */
function isListed({ group, text, withExpected }: CompareClusters, row: DifferenceRow): boolean {
  if (row.mayDiffer !== null && !withExpected) return false;
  if (group?.length && !group.includes(row.group)) return false;
  return !text || row.name.toLowerCase().includes(text.toLowerCase());
}

function rowsOf(object: ComparedRow, left: ComparedRow | null, right: ComparedRow | null, sides: Sides): DifferenceRow[] {
  const { resource, kind, namespace, name } = object;
  const isAutoscaled = sides.autoscaled.has(`${namespace ?? ""}/${kind}/${name}`);
  return differencesOf(left, right).map((difference) => ({
    ...{ resource, kind, namespace, name, leftUid: left?.uid ?? null, rightUid: right?.uid ?? null },
    ...{ group: difference.group, field: difference.field, left: shown(difference.left), right: shown(difference.right) },
    mayDiffer: mayDiffer(difference, { left: sides.left, right: sides.right, isAutoscaled }),
  }));
}

async function sidesOf(ctx: ServiceContext, input: CompareClusters): Promise<Sides> {
  const visible = await visibleClusters(ctx, "inventory:read");
  const [left, right] = [input.left, input.right].map((id) => visible.find((cluster) => cluster.id === id));
  if (!left || !right) throw new Fault("NotFound", `${left ? "right" : "left"}: there is no such cluster, or you may not see it.`);
  return { left, right, autoscaled: await autoscaledWorkloads(ctx, [left.id, right.id]) };
}

/**
 * What two clusters differ in, field by field, as their agents saw them last: a page of the differences in the order of kind,
 * namespace and name, and the counts of all. Throws `NotFound` for a cluster that the caller does not see.
 */
export async function compareClusters(ctx: ServiceContext, input: CompareClusters): Promise<Comparison> {
  const sides = await sidesOf(ctx, input);
  const list = comparisonPage(input.limit, input.cursor);
  const byGroup = Object.fromEntries(DifferenceGroup.options.map((group) => [group, 0])) as Comparison["byGroup"];
  const count = { compared: 0, alike: 0, expected: 0 };
  const [lefts, rights] = [comparedObjects(ctx, sides.left.id, input.namespace), comparedObjects(ctx, sides.right.id, input.namespace)];
  for await (const { object, left, right } of pairedObjects(lefts, rights)) {
    const rows = rowsOf(object, left, right, sides);
    count.compared++;
    if (rows.every((row) => row.mayDiffer !== null)) count.alike++;
    for (const [index, row] of rows.entries()) {
      if (row.mayDiffer === null) byGroup[row.group]++;
      else count.expected++;
      if (isListed(input, row)) list.offer([...placeOf(object), index], row);
    }
  }
  const stale = await staleClusters(ctx, [sides.left, sides.right]);
  return {
    ...list.page(),
    ...count,
    byGroup,
    staleClusters: stale.map(({ id, name, since }) => ({ clusterId: ClusterId.parse(id), clusterName: name, since })),
  };
}
