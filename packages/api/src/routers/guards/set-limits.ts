import { SetFailoverLimits } from "@holdfast/contracts/failover-limits";
import { setFailoverLimits } from "@holdfast/services/failover/set-failover-limits";
import { procedure } from "../../procedures";

/** Says the limits anew. */
export const setLimits = procedure("settings:manage")
  .input(SetFailoverLimits)
  .mutation(({ ctx, input }) => setFailoverLimits(ctx.as, input));
