import { EditPreview, PreviewEdit } from "@holdfast/contracts/object";
import { previewEdit as preview } from "@holdfast/services/objects/preview-edit";
import { procedure } from "../../procedures";

/** Lets the cluster take an edit as a dry run, and tells what it would change. */
export const previewEdit = procedure("object:edit")
  .input(PreviewEdit)
  .output(EditPreview)
  .mutation(({ ctx, input }) => preview(ctx.as, ctx.platform.live, input));
