import { OperateFailover } from "@holdfast/contracts/failover";
import { operateFailover } from "@holdfast/services/failover/operate-failover";
import { procedure } from "../../procedures";

/** Tells a run to pause, go on, undo or abort. */
export const operate = procedure("failover:operate")
  .input(OperateFailover)
  .mutation(({ ctx, input }) => operateFailover(ctx.as, input));
