import { RamenAction } from "../commands/ramen-set-action";
import { readsFields } from "../declared-fields";
import { RamenStatus } from "../ramen-status";

/** What is asked of Ramen for one workload, and how far it is. */
export const ramenReadAction = readsFields("ramen.read-action", RamenAction, RamenStatus);
