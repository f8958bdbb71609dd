import { Disarm } from "@holdfast/contracts/arming";
import { disarm as takeBack } from "@holdfast/services/arming/disarm";
import { procedure } from "../../procedures";

/** Takes an arming back, at once and by one word. */
export const disarm = procedure("failover:operate")
  .input(Disarm)
  .mutation(({ ctx, input }) => takeBack(ctx.as, input));
