import { RemoveCompareRule } from "@holdfast/contracts/compare-rule";
import { removeCompareRule } from "@holdfast/services/compare/remove-compare-rule";
import { z } from "zod";
import { procedure } from "../../procedures";

/** Takes a rule for what may differ away. */
export const removeRule = procedure("compare:manage")
  .input(RemoveCompareRule)
  .output(z.void())
  .mutation(({ ctx, input }) => removeCompareRule(ctx.as, input));
