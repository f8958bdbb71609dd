import { podExec } from "@holdfast/contracts/commands/pod-exec";
import type { KubeObject } from "@holdfast/domain/health/kube-object";
import { pods } from "../drain/pod-on-node";
import { readVeryObject } from "../objects/read-very-object";
import { defineCommand, Refused } from "./define-command";

type RunPod = KubeObject & { readonly spec?: { readonly serviceAccountName?: string } };

/** bash where the image has it, else sh: whoever looks into a container does not know its image. */
const USUAL_SHELL = ["sh", "-c", "if command -v bash >/dev/null 2>&1; then exec bash; else exec sh; fi"];

/** `pod.exec`: starts a program with a terminal in a container, if the agent's owner lets people. */
export const openTerminal = defineCommand({
  contract: podExec,
  // The right to exec is given with the leave, by the owner's own word.
  rbac: [],
  async handle({ kube, exec }, { namespace, pod, uid, container, command, idleSeconds, mostSeconds, session, columns, rows }) {
    if (kube.isDryRun) throw new Refused("NotRehearsable", "A terminal cannot be rehearsed.");
    const ref = { resource: pods, namespace, name: pod };
    // Refused before the cluster is asked for anything.
    const found = exec.isAllowed ? await readVeryObject<RunPod>(kube, ref, uid) : null;
    const account = found?.spec?.serviceAccountName ?? "default";
    await exec.begin({
      ...{ session, namespace, pod, container, columns, rows, command: command ?? USUAL_SHELL, account },
      ...{ idleMs: idleSeconds * 1000, mostMs: mostSeconds * 1000 },
    });
    try {
      // The API server asks for a pod by its name alone: it may have been another one's by the time.
      await readVeryObject(kube, ref, uid);
    } catch (cause) {
      exec.end(session);
      throw cause;
    }
    return { output: { session }, changes: [] };
  },
});
