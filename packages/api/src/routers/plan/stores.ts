import { ListStores, PlanStores } from "@holdfast/contracts/data-store";
import { listStores } from "@holdfast/services/failover/list-stores";
import { z } from "zod";
import { procedure } from "../../procedures";

/** The data stores of one plan, or of all, as they were last measured. */
export const stores = procedure("failover:read")
  .input(ListStores)
  .output(z.array(PlanStores))
  .query(({ ctx, input }) => listStores(ctx.as, input));
