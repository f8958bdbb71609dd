import type { EditCompareRule, SavedCompareRule } from "@holdfast/contracts/compare-rule";
import { Fault } from "@holdfast/contracts/fault";
import { worded } from "@holdfast/contracts/worded";
import { transact } from "@holdfast/db/transact";
import type { ServiceContext } from "../context/service-context";
import { authoriseRule, checkRule, ownedRule } from "./authorise-rule";
import { pairColumns, ruleOf, ruleRecord, ruleTarget } from "./compare-rule-view";
import { ruleChanged } from "./rule-changed";

const ACTION = "compare-rule.edit";

/**
 * Says a rule anew; the rights are those about what it was and about what it becomes. It is then the rule of whoever said it last. Throws
 * `VersionConflict` when somebody was faster, and else what making one throws.
 */
export async function editCompareRule(ctx: ServiceContext, { id, version, ...input }: EditCompareRule): Promise<SavedCompareRule> {
  const { row } = await ownedRule(ctx, ACTION, id);
  const decision = await authoriseRule(ctx, ACTION, id, input);
  checkRule(input, ctx.now());
  const { pair, ...said } = input;
  const before = ruleOf(row);
  await transact(ctx.db, ctx.now, async (unit) => {
    const { count } = await unit.tx.compareRule.updateMany({
      where: { id, version },
      data: {
        ...{ ...said, ...pairColumns(pair), version: version + 1 },
        ...{ madeById: ctx.actor.id, madeByName: ctx.actor.name, madeAt: ctx.now() },
      },
    });
    if (count === 0) throw new Fault("VersionConflict", worded("CompareRuleChanged"));
    unit.audit({
      ...{ actor: ctx.actor, action: ACTION, target: ruleTarget(id, before), outcome: "succeeded", reason: null },
      ...{ decision, requestId: ctx.requestId, before: ruleRecord(before), after: ruleRecord(input) },
    });
    unit.emit(ruleChanged(id, [before.pair, pair]));
  });
  return { id, version: version + 1 };
}
