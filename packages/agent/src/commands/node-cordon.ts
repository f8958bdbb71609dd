import { nodeCordon } from "@holdfast/contracts/commands/node-cordon";
import { setCordon } from "../objects/set-cordon";
import { defineCommand } from "./define-command";

/** `node.cordon`: no new pods on a node. */
export const cordonNode = defineCommand({
  contract: nodeCordon,
  rbac: [{ apiGroups: [""], resources: ["nodes"], verbs: ["get", "patch"] }],
  handle: ({ kube }, node) => setCordon(kube, node, true),
});
