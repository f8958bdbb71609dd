import { podExec } from "@holdfast/contracts/commands/pod-exec";
import { pods } from "../drain/pod-on-node";
import { readVeryObject } from "../objects/read-very-object";
import { defineCommand, Refused } from "./define-command";

/** bash where the image has it, else sh: whoever looks into a container does not know its image. */
const USUAL_SHELL = ["sh", "-c", "if command -v bash >/dev/null 2>&1; then exec bash; else exec sh; fi"];

/** `pod.exec`: starts a program with a terminal in a container, if the agent's owner lets people. */
export const openTerminal = defineCommand({
  contract: podExec,
  // The right to exec is given with the leave, by the owner's own word.
  rbac: [],
  async handle({ kube, exec }, { namespace, pod, uid, container, command, idleSeconds, mostSeconds, session, columns, rows }) {
    if (kube.isDryRun) throw new Refused("NotRehearsable", "A terminal cannot be rehearsed.");
    // Refused before the cluster is asked for anything.
    if (exec.isAllowed) await readVeryObject(kube, { resource: pods, namespace, name: pod }, uid);
    await exec.begin({
      ...{ session, namespace, pod, container, columns, rows, command: command ?? USUAL_SHELL },
      ...{ idleMs: idleSeconds * 1000, mostMs: mostSeconds * 1000 },
    });
    return { output: { session }, changes: [] };
  },
});
