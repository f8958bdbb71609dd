import { DrillPreview, PreviewDrills } from "@holdfast/contracts/drill";
import { previewDrills } from "@holdfast/services/drills/preview-drills";
import { procedure } from "../../procedures";

/** When times would fall next. */
export const preview = procedure("failover:read")
  .input(PreviewDrills)
  .output(DrillPreview)
  .query(({ ctx, input }) => previewDrills(ctx.as, input));
