import { DeliveryPage, ListDeliveries } from "@holdfast/contracts/notification";
import { listDeliveries } from "@holdfast/services/notifications/list-deliveries";
import { procedure } from "../../procedures";

/** A page of what a channel was told. */
export const deliveries = procedure("settings:manage")
  .input(ListDeliveries)
  .output(DeliveryPage)
  .query(({ ctx, input }) => listDeliveries(ctx.as, input));
