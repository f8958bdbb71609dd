import { RequestRollout } from "@holdfast/contracts/policy";
import { previewPolicy } from "@holdfast/services/policies/preview-policy";
import { procedure } from "../../procedures";

/** Lets every chosen cluster's API server take a version as a dry run, and keeps what each said. */
export const preview = procedure("policy:push")
  .input(RequestRollout)
  .mutation(({ ctx, input }) => previewPolicy(ctx.as, ctx.platform.live, input));
