import { ChannelView } from "@holdfast/contracts/notification";
import { getChannel } from "@holdfast/services/notifications/list-channels";
import { z } from "zod";
import { procedure } from "../../procedures";

/** One notification channel. */
export const channel = procedure("settings:manage")
  .input(z.strictObject({ id: z.uuid() }))
  .output(ChannelView)
  .query(({ ctx, input }) => getChannel(ctx.as, input.id));
