import { NewChannel, SavedChannel } from "@holdfast/contracts/notification";
import { createChannel } from "@holdfast/services/notifications/create-channel";
import { procedure } from "../../procedures";

/** Makes a notification channel. A signing secret that was made is answered this once. */
export const create = procedure("settings:manage")
  .input(NewChannel)
  .output(SavedChannel)
  .mutation(({ ctx, input }) => createChannel(ctx.as, ctx.platform.channels, input));
