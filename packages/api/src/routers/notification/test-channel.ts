import { testChannel as sendTest } from "@holdfast/services/notifications/test-channel";
import { z } from "zod";
import { procedure } from "../../procedures";

/** Sends a test to a notification channel. */
export const testChannel = procedure("settings:manage")
  .input(z.strictObject({ id: z.uuid() }))
  .output(z.object({ deliveryId: z.uuid() }))
  .mutation(({ ctx, input }) => sendTest(ctx.as, input.id));
