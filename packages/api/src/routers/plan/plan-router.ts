import { router } from "../../procedures";
import { arm } from "./arm";
import { automation as planAutomation } from "./automation";
import { check as planCheck } from "./check";
import { decideArming } from "./decide-arming";
import { disarm } from "./disarm";
import { get as planGet } from "./get";
import { list as planList } from "./list";
import { save as planSave } from "./save";
import { stores as planStores } from "./stores";

/** Failover plans, and what they do without a person. */
export const planRouter = router({
  list: planList,
  get: planGet,
  check: planCheck,
  save: planSave,
  stores: planStores,
  automation: planAutomation,
  arm,
  decideArming,
  disarm,
});
