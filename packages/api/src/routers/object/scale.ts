import { OrderAccepted, ScaleObject } from "@holdfast/contracts/object";
import { scaleObject } from "@holdfast/services/objects/scale-object";
import { procedure } from "../../procedures";

/** Orders other replicas for a workload. */
export const scale = procedure("object:operate")
  .input(ScaleObject)
  .output(OrderAccepted)
  .mutation(({ ctx, input }) => scaleObject(ctx.as, input));
