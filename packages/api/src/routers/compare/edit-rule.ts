import { EditCompareRule, SavedCompareRule } from "@holdfast/contracts/compare-rule";
import { editCompareRule } from "@holdfast/services/compare/edit-compare-rule";
import { procedure } from "../../procedures";

/** Says anew what may differ. */
export const editRule = procedure("compare:manage")
  .input(EditCompareRule)
  .output(SavedCompareRule)
  .mutation(({ ctx, input }) => editCompareRule(ctx.as, input));
