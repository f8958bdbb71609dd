import { EditChannel, SavedChannel } from "@holdfast/contracts/notification";
import { editChannel } from "@holdfast/services/notifications/edit-channel";
import { procedure } from "../../procedures";

/** Changes a notification channel, or switches it on or off. */
export const edit = procedure("settings:manage")
  .input(EditChannel)
  .output(SavedChannel)
  .mutation(({ ctx, input }) => editChannel(ctx.as, ctx.platform.channels, input));
