import { ReleaseAutomation } from "@holdfast/contracts/automation";
import { releaseAutomation } from "@holdfast/services/failover/release-automation";
import { sessionProcedure } from "../../procedures";

/** Lets automation run again: an admin, with a second factor given lately. */
export const release = sessionProcedure("automation:release")
  .input(ReleaseAutomation)
  .mutation(({ ctx, input }) => releaseAutomation(ctx.as, input));
