import { BulkPreview, PreviewBulk } from "@holdfast/contracts/bulk";
import { previewBulk } from "@holdfast/services/bulk/preview-bulk";
import { procedure } from "../../procedures";

/** What would become of an order for many objects, one by one. */
export const preview = procedure("object:operate")
  .input(PreviewBulk)
  .output(BulkPreview)
  .mutation(({ ctx, input }) => previewBulk(ctx.as, input));
