import { deleteChannel } from "@holdfast/services/notifications/delete-channel";
import { z } from "zod";
import { procedure } from "../../procedures";

/** Deletes a notification channel with its deliveries. */
export const remove = procedure("settings:manage")
  .input(z.strictObject({ id: z.uuid() }))
  .output(z.void())
  .mutation(({ ctx, input }) => deleteChannel(ctx.as, input.id));
