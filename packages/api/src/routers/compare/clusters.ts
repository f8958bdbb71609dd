import { CompareClusters, Comparison } from "@holdfast/contracts/compare";
import { compareClusters } from "@holdfast/services/compare/compare-clusters";
import { procedure } from "../../procedures";

/** What two clusters differ in, field by field. */
export const clusters = procedure("inventory:read")
  .input(CompareClusters)
  .output(Comparison)
  .query(({ ctx, input }) => compareClusters(ctx.as, input));
