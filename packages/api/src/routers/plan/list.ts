import { PlanListRow } from "@holdfast/contracts/failover";
import { listPlans } from "@holdfast/services/failover/list-plans";
import { z } from "zod";
import { procedure } from "../../procedures";

/** The plans that the caller may see, with their readiness. */
export const list = procedure("failover:read")
  .output(z.array(PlanListRow))
  .query(({ ctx }) => listPlans(ctx.as));
