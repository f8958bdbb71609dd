import { StopAutomation } from "@holdfast/contracts/automation";
import { stopAutomation } from "@holdfast/services/failover/stop-automation";
import { procedure } from "../../procedures";

/** Stops everything that is started without a person, at once. */
export const stop = procedure("failover:operate")
  .input(StopAutomation)
  .mutation(({ ctx, input }) => stopAutomation(ctx.as, input));
