import { mirrorMakerReadState } from "@holdfast/contracts/queries/mirrormaker-read-state";
import { mirrorStates } from "../commands/mirrormaker-set-state";
import { mayGet } from "../fields/declared-fields";
import { readFields } from "../fields/read-fields";
import { mirrorStatus } from "../kube/mirror-maker";
import { defineQuery } from "./define-query";

/** `mirrormaker.read-state`: what the connectors of a KafkaMirrorMaker2 are to do, and what they do. */
export const readMirrorState = defineQuery({
  contract: mirrorMakerReadState,
  rbac: [mayGet(mirrorStates)],
  handle: ({ kube }, target) => readFields(kube, mirrorStates, target, mirrorStatus),
});
