import { CordonNode, OrderAccepted } from "@holdfast/contracts/object";
import { cordonNode } from "@holdfast/services/objects/cordon-node";
import { procedure } from "../../procedures";

/** Orders that a node takes no new pods, or takes them again. */
export const cordon = procedure("object:operate")
  .input(CordonNode)
  .output(OrderAccepted)
  .mutation(({ ctx, input }) => cordonNode(ctx.as, input));
