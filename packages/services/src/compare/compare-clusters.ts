import { type CompareClusters, type Comparison, DifferenceGroup, type DifferenceRow } from "@holdfast/contracts/compare";
import { ClusterId } from "@holdfast/contracts/ids";
import type { ServiceContext } from "../context/service-context";
import { staleClusters } from "../inventory/stale-clusters";
import { placeOf } from "./compared-objects";
import { comparedSides } from "./compared-sides";
import { comparisonPage } from "./comparison-page";
import { differenceRows } from "./difference-rows";

/** What the list leaves in; the counts of a comparison do not ask. */
function isListed({ group, text, withExpected }: CompareClusters, row: DifferenceRow): boolean {
  if (row.mayDiffer !== null && !withExpected) return false;
  if (group?.length && !group.includes(row.group)) return false;
  return !text || row.name.toLowerCase().includes(text.toLowerCase());
}

/** Counts what a comparison comes to. */
function tally() {
  const byGroup = Object.fromEntries(DifferenceGroup.options.map((group) => [group, 0])) as Comparison["byGroup"];
  const allowedBy: Comparison["allowedBy"] = {};
  const count = { compared: 0, alike: 0, expected: 0, byRules: 0 };
  return {
    add(rows: readonly DifferenceRow[]): void {
      count.compared++;
      if (rows.every((row) => row.mayDiffer !== null)) count.alike++;
      for (const { mayDiffer, rule, group } of rows) {
        if (mayDiffer === null) {
          byGroup[group]++;
          continue;
        }
        count.expected++;
        if (rule !== null) count.byRules++;
        const by = rule?.id ?? mayDiffer;
        allowedBy[by] = (allowedBy[by] ?? 0) + 1;
      }
    },
    counts: () => ({ ...count, byGroup, allowedBy }),
  };
}

/**
 * What two clusters differ in, field by field, as their agents saw them last: a page of the differences in the order of kind,
 * namespace and name, and the counts of all. Throws `NotFound` for a cluster that the caller does not see.
 */
export async function compareClusters(ctx: ServiceContext, input: CompareClusters): Promise<Comparison> {
  const sides = await comparedSides(ctx, input);
  const list = comparisonPage(input.limit, input.cursor);
  const whole = tally();
  for await (const { object, rows } of differenceRows(ctx, sides, input.namespace)) {
    whole.add(rows);
    for (const [index, row] of rows.entries()) if (isListed(input, row)) list.offer([...placeOf(object), index], row);
  }
  const stale = await staleClusters(ctx, [sides.left, sides.right]);
  return {
    ...list.page(),
    ...whole.counts(),
    staleClusters: stale.map(({ id, name, since }) => ({ clusterId: ClusterId.parse(id), clusterName: name, since })),
  };
}
