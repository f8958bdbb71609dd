import { sendAgain as sendDeliveryAgain } from "@holdfast/services/notifications/send-again";
import { z } from "zod";
import { procedure } from "../../procedures";

/** Sends a delivery once more. */
export const sendAgain = procedure("settings:manage")
  .input(z.strictObject({ deliveryId: z.uuid() }))
  .output(z.void())
  .mutation(({ ctx, input }) => sendDeliveryAgain(ctx.as, input.deliveryId));
