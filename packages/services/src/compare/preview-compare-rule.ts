import type { CompareRulePreview, PreviewCompareRule } from "@holdfast/contracts/compare-rule";
import { Fault } from "@holdfast/contracts/fault";
import { worded } from "@holdfast/contracts/worded";
import { isForPair, ruleAllows } from "@holdfast/domain/compare/compare-rule";
import { readFieldPath } from "@holdfast/domain/compare/field-path";
import type { ServiceContext } from "../context/service-context";
import { comparedSides } from "./compared-sides";
import { differenceRows } from "./difference-rows";

const EXAMPLES = 5;

/** What a rule that is being written would allow now of two clusters' differences, beyond what is allowed without it. Nothing is kept. Throws `InvalidInput` for a field that is no path. */
export async function previewCompareRule(ctx: ServiceContext, input: PreviewCompareRule): Promise<CompareRulePreview> {
  const { rule, exceptId } = input;
  if (rule.field !== null && readFieldPath(rule.field) === null) throw new Fault("InvalidInput", worded("CompareFieldUnreadable"));
  const sides = await comparedSides(ctx, input);
  const preview: CompareRulePreview = { differences: 0, objects: 0, examples: [] };
  if (!isForPair(rule.pair, sides.left, sides.right)) return preview;
  const others = { ...sides, rules: sides.rules.filter(({ id }) => id !== exceptId) };
  const allows = ruleAllows(rule);
  for await (const { rows } of differenceRows(ctx, others, undefined)) {
    const allowed = rows.filter((row) => row.mayDiffer === null && allows(row));
    if (allowed.length === 0) continue;
    preview.objects++;
    preview.differences += allowed.length;
    for (const { kind, namespace, name, field } of allowed.slice(0, EXAMPLES - preview.examples.length))
      preview.examples.push({ kind, namespace, name, field });
  }
  return preview;
}
