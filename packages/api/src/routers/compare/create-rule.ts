import { NewCompareRule, SavedCompareRule } from "@holdfast/contracts/compare-rule";
import { createCompareRule } from "@holdfast/services/compare/create-compare-rule";
import { procedure } from "../../procedures";

/** Says what may differ between clusters, and why. */
export const createRule = procedure("compare:manage")
  .input(NewCompareRule)
  .output(SavedCompareRule)
  .mutation(({ ctx, input }) => createCompareRule(ctx.as, input));
