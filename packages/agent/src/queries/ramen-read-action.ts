import { ramenReadAction } from "@holdfast/contracts/queries/ramen-read-action";
import { ramenAction } from "../commands/ramen-set-action";
import { mayGet } from "../fields/declared-fields";
import { readFields } from "../fields/read-fields";
import { ramenStatus } from "../kube/ramen";
import { defineQuery } from "./define-query";

/** `ramen.read-action`: what is asked of Ramen for one workload, and how far it is. */
export const readRamenAction = defineQuery({
  contract: ramenReadAction,
  rbac: [mayGet(ramenAction)],
  handle: ({ kube }, target) => readFields(kube, ramenAction, target, ramenStatus),
});
