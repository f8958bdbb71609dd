import { FailoverLimitsView } from "@holdfast/contracts/failover-limits";
import { getFailoverLimits } from "@holdfast/services/failover/get-failover-limits";
import { procedure } from "../../procedures";

/** What bounds failovers of the whole installation. */
export const limits = procedure("failover:read")
  .output(FailoverLimitsView)
  .query(({ ctx }) => getFailoverLimits(ctx.as));
