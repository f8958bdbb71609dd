import { OrderAccepted, OrderForObject } from "@holdfast/contracts/object";
import { restartObject } from "@holdfast/services/objects/restart-object";
import { procedure } from "../../procedures";

/** Orders new pods for a workload. */
export const restart = procedure("object:operate")
  .input(OrderForObject)
  .output(OrderAccepted)
  .mutation(({ ctx, input }) => restartObject(ctx.as, input));
