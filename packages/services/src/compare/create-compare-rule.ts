import type { NewCompareRule, SavedCompareRule } from "@holdfast/contracts/compare-rule";
import { Fault } from "@holdfast/contracts/fault";
import { worded } from "@holdfast/contracts/worded";
import { transact } from "@holdfast/db/transact";
import { v7 as uuid } from "uuid";
import type { ServiceContext } from "../context/service-context";
import { authoriseRule, checkRule } from "./authorise-rule";
import { pairColumns, ruleRecord, ruleTarget } from "./compare-rule-view";
import { ruleChanged } from "./rule-changed";

const ACTION = "compare-rule.create";
const MOST = 500;

/** Says what may differ from now on. Throws `InvalidInput` for a field that is no path and for a rule that allows everything, `TooLarge` when there are too many. */
export async function createCompareRule(ctx: ServiceContext, input: NewCompareRule): Promise<SavedCompareRule> {
  const id = uuid();
  const decision = await authoriseRule(ctx, ACTION, id, input);
  checkRule(input, ctx.now());
  const { pair, ...said } = input;
  await transact(ctx.db, ctx.now, async (unit) => {
    if ((await unit.tx.compareRule.count()) >= MOST) throw new Fault("TooLarge", worded("CompareRulesTooMany", { most: MOST }));
    const by = { madeById: ctx.actor.id, madeByName: ctx.actor.name, madeAt: ctx.now() };
    await unit.tx.compareRule.create({ data: { id, ...said, ...pairColumns(pair), ...by } });
    unit.audit({
      ...{ actor: ctx.actor, action: ACTION, target: ruleTarget(id, input), outcome: "succeeded", reason: null },
      ...{ decision, requestId: ctx.requestId, before: null, after: ruleRecord(input) },
    });
    unit.emit(ruleChanged(id, [pair]));
  });
  return { id, version: 1 };
}
