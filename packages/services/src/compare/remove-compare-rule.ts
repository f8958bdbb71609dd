import type { RemoveCompareRule } from "@holdfast/contracts/compare-rule";
import { Fault } from "@holdfast/contracts/fault";
import { worded } from "@holdfast/contracts/worded";
import { transact } from "@holdfast/db/transact";
import type { ServiceContext } from "../context/service-context";
import { ownedRule } from "./authorise-rule";
import { ruleOf, ruleRecord, ruleTarget } from "./compare-rule-view";
import { ruleChanged } from "./rule-changed";

const ACTION = "compare-rule.remove";

/** Takes a rule away: what it allowed is unexpected again. Throws `VersionConflict` when somebody changed it in the meantime. */
export async function removeCompareRule(ctx: ServiceContext, { id, version }: RemoveCompareRule): Promise<void> {
  const { row, decision } = await ownedRule(ctx, ACTION, id);
  const before = ruleOf(row);
  await transact(ctx.db, ctx.now, async (unit) => {
    const { count } = await unit.tx.compareRule.deleteMany({ where: { id, version } });
    if (count === 0) throw new Fault("VersionConflict", worded("CompareRuleChanged"));
    unit.audit({
      ...{ actor: ctx.actor, action: ACTION, target: ruleTarget(id, before), outcome: "succeeded", reason: null },
      ...{ decision, requestId: ctx.requestId, before: ruleRecord(before), after: null },
    });
    unit.emit(ruleChanged(id, [before.pair]));
  });
}
