import { ChannelPage } from "@holdfast/contracts/notification";
import { PageRequest } from "@holdfast/contracts/page";
import { listChannels } from "@holdfast/services/notifications/list-channels";
import { procedure } from "../../procedures";

/** A page of the notification channels. */
export const channels = procedure("settings:manage")
  .input(PageRequest)
  .output(ChannelPage)
  .query(({ ctx, input }) => listChannels(ctx.as, input));
