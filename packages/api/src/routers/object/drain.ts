import { DrainNode, OrderAccepted } from "@holdfast/contracts/object";
import { drainNode } from "@holdfast/services/objects/drain-node";
import { procedure } from "../../procedures";

/** Orders that a node is cordoned and emptied. */
export const drain = procedure("object:operate")
  .input(DrainNode)
  .output(OrderAccepted)
  .mutation(({ ctx, input }) => drainNode(ctx.as, input));
