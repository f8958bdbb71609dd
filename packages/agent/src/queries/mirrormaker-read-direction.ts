import { mirrorMakerReadDirection } from "@holdfast/contracts/queries/mirrormaker-read-direction";
import { mirrorDirection } from "../commands/mirrormaker-reverse";
import { mayGet } from "../fields/declared-fields";
import { readFields } from "../fields/read-fields";
import { mirrorStatus } from "../kube/mirror-maker";
import { defineQuery } from "./define-query";

/** `mirrormaker.read-direction`: from where to where a KafkaMirrorMaker2 mirrors, and what its connectors do. */
export const readMirrorDirection = defineQuery({
  contract: mirrorMakerReadDirection,
  rbac: [mayGet(mirrorDirection)],
  handle: ({ kube }, target) => readFields(kube, mirrorDirection, target, mirrorStatus),
});
