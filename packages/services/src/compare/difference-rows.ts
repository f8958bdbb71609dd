import type { DifferenceRow } from "@holdfast/contracts/compare";
import { type Difference, differencesOf } from "@holdfast/domain/compare/differences";
import { mayDiffer } from "@holdfast/domain/compare/may-differ";
import type { ServiceContext } from "../context/service-context";
import { type ComparedRow, comparedObjects } from "./compared-objects";
import type { Sides } from "./compared-sides";
import { type PairedObjects, pairedObjects } from "./paired-objects";

const LONGEST_VALUE = 500;

const shown = (value: Difference["left"]): string | null => {
  if (value === null) return null;
  return (typeof value === "string" ? value : JSON.stringify(value)).slice(0, LONGEST_VALUE);
};

function rowsOf({ object, left, right }: PairedObjects, sides: Sides): DifferenceRow[] {
  const { resource, kind, namespace, name } = object;
  const isAutoscaled = sides.autoscaled.has(`${namespace ?? ""}/${kind}/${name}`);
  return differencesOf(left, right).map((difference) => {
    const { group, field } = difference;
    const builtIn = mayDiffer(difference, { left: sides.left, right: sides.right, isAutoscaled });
    // What is expected anyway needs nobody's rule.
    const rule = builtIn === null ? sides.rules.find((each) => each.allows({ group, kind, namespace, name, field })) : undefined;
    return {
      ...{ resource, kind, namespace, name, leftUid: left?.uid ?? null, rightUid: right?.uid ?? null },
      ...{ group, field, left: shown(difference.left), right: shown(difference.right) },
      mayDiffer: builtIn ?? (rule ? "rule" : null),
      rule: rule ? { id: rule.id, reason: rule.reason, madeByName: rule.madeByName } : null,
    };
  });
}

/** Every object that one of two clusters has, in order, with its differences, and for each why it is expected. */
export async function* differenceRows(
  ctx: ServiceContext,
  sides: Sides,
  namespace: string | undefined,
): AsyncGenerator<{ object: ComparedRow; rows: DifferenceRow[] }, undefined> {
  const [lefts, rights] = [comparedObjects(ctx, sides.left.id, namespace), comparedObjects(ctx, sides.right.id, namespace)];
  for await (const pair of pairedObjects(lefts, rights)) yield { object: pair.object, rows: rowsOf(pair, sides) };
}
