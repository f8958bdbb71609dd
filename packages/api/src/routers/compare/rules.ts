import { CompareRulePage, ListCompareRules } from "@holdfast/contracts/compare-rule";
import { listCompareRules } from "@holdfast/services/compare/list-compare-rules";
import { procedure } from "../../procedures";

/** A page of the rules for what may differ. */
export const rules = procedure("inventory:read")
  .input(ListCompareRules)
  .output(CompareRulePage)
  .query(({ ctx, input }) => listCompareRules(ctx.as, input));
