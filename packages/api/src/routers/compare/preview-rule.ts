import { CompareRulePreview, PreviewCompareRule } from "@holdfast/contracts/compare-rule";
import { previewCompareRule } from "@holdfast/services/compare/preview-compare-rule";
import { procedure } from "../../procedures";

/** What a rule would allow now in a comparison. */
export const previewRule = procedure("inventory:read")
  .input(PreviewCompareRule)
  .output(CompareRulePreview)
  .query(({ ctx, input }) => previewCompareRule(ctx.as, input));
