import { AlertChannel } from "@holdfast/contracts/search-alert";
import { listAlertChannels } from "@holdfast/services/alerts/list-alert-channels";
import { z } from "zod";
import { procedure } from "../../procedures";

/** The channels that alerts of searches may be told by. */
export const alertChannels = procedure("search:save")
  .output(z.array(AlertChannel))
  .query(({ ctx }) => listAlertChannels(ctx.as));
