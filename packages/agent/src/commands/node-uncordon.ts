import { nodeDrain } from "@holdfast/contracts/commands/node-drain";
import { nodeUncordon } from "@holdfast/contracts/commands/node-uncordon";
import { setCordon } from "../objects/set-cordon";
import { defineCommand } from "./define-command";

/** `node.uncordon`: a node takes new pods again. */
export const uncordonNode = defineCommand({
  contract: nodeUncordon,
  rbac: [{ apiGroups: [""], resources: ["nodes"], verbs: ["get", "patch"] }],
  // Whoever lets pods onto a node again wants it empty no more.
  overtakes: [nodeDrain.name],
  handle: ({ kube }, node) => setCordon(kube, node, false),
});
