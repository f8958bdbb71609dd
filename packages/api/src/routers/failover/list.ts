import { ListRuns, RunPage } from "@holdfast/contracts/failover";
import { listRuns } from "@holdfast/services/failover/list-runs";
import { procedure } from "../../procedures";

/** A page of runs, the newest first, of a plan or of all. */
export const list = procedure("failover:read")
  .input(ListRuns)
  .output(RunPage)
  .query(({ ctx, input }) => listRuns(ctx.as, input));
