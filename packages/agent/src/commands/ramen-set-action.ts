import { RamenAction, ramenSetAction } from "@holdfast/contracts/commands/ramen-set-action";
import { declaredFields, maySet } from "../fields/declared-fields";
import { setFields } from "../fields/set-fields";
import { DR_PLACEMENT_CONTROL } from "../kube/ramen";
import { defineCommand } from "./define-command";

/** What is asked of Ramen for one workload. */
export const ramenAction = declaredFields({
  kind: DR_PLACEMENT_CONTROL,
  values: RamenAction,
  pointers: {
    action: "/spec/action",
    failoverCluster: "/spec/failoverCluster",
    preferredCluster: "/spec/preferredCluster",
    dryRun: "/spec/dryRun",
  },
});

/** `ramen.set-action`: what is asked of Ramen for one workload, and nothing else of its DRPlacementControl. */
export const setRamenAction = defineCommand({
  contract: ramenSetAction,
  rbac: maySet(ramenAction),
  handle: ({ kube }, order) => setFields(kube, ramenAction, order),
});
