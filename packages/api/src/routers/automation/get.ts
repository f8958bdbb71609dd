import { AutomationView } from "@holdfast/contracts/automation";
import { getAutomation } from "@holdfast/services/failover/get-automation";
import { procedure } from "../../procedures";

/** The kill switch of automation: who stopped it, and whether the caller may turn it. */
export const get = procedure("self:read")
  .output(AutomationView)
  .query(({ ctx }) => getAutomation(ctx.as));
