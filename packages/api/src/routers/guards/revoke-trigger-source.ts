import { revokeTriggerSource as revoke } from "@holdfast/services/trigger-sources/revoke-trigger-source";
import { z } from "zod";
import { procedure } from "../../procedures";

/** Ends a source: nothing that it reports is taken any more. */
export const revokeTriggerSource = procedure("settings:manage")
  .input(z.strictObject({ id: z.uuid() }))
  .mutation(({ ctx, input }) => revoke(ctx.as, input.id));
