import { type DrainOptions, type DrainProgress, nodeDrain } from "@holdfast/contracts/commands/node-drain";
import type { ObjectChange } from "@holdfast/contracts/object-change";
import { Drain, forbiddenPods } from "../drain/drain";
import { type PodOnNode, podName, pods, podsOn } from "../drain/pod-on-node";
import { Pause } from "../inventory/pause";
import type { KubePort } from "../kube/kube-port";
import { aboutObject } from "../objects/about-object";
import { readVeryObject } from "../objects/read-very-object";
import { type Node, nodeRef, setCordon } from "../objects/set-cordon";
import { type Course, type Done, defineCommand, Interrupted, Refused, Unfinished } from "./define-command";
import { objectChange } from "./object-diff";

/** Between two looks. A disruption budget is freed by pods that become ready elsewhere, which takes seconds. */
const ROUND_MS = 2000;
const MOST_NAMED = 8;

const listed = (found: readonly PodOnNode[]) =>
  `${found.slice(0, MOST_NAMED).map(podName).join(", ")}${found.length > MOST_NAMED ? ` and ${found.length - MOST_NAMED} more` : ""}`;

/** Refuses before anything is done when pods would be lost for good and nobody agreed to that. */
function checkRisks(found: readonly PodOnNode[], options: DrainOptions): void {
  const { unmanaged, localData } = forbiddenPods(found, options);
  const remedies = [
    unmanaged.length > 0 && `Nothing would make these pods anew: ${listed(unmanaged)}. Agree to evict them, or move them first.`,
    localData.length > 0 && `These pods would lose their emptyDir volumes: ${listed(localData)}. Agree to that, or save the data first.`,
  ].filter((remedy) => remedy !== false);
  if (remedies.length > 0) throw new Refused(unmanaged.length > 0 ? "Unmanaged" : "LocalData", remedies.join(" "));
}

const evictions = (drain: Drain): ObjectChange[] =>
  drain.gone.map((pod) =>
    objectChange(
      aboutObject({ resource: pods, namespace: pod.metadata?.namespace, name: pod.metadata?.name ?? "" }),
      { ...(pod.metadata ? { metadata: pod.metadata } : {}) },
      undefined,
    ),
  );

/** Whether new pods may come onto the node again: then nobody wants it empty any more. A node that is gone stays out of it. */
async function isUncordoned(kube: KubePort, name: string, uid: string): Promise<boolean> {
  const node = await kube.read<Node>(await nodeRef(kube, name)).catch(() => undefined);
  return node !== undefined && node.metadata?.uid === uid && node.spec?.unschedulable !== true;
}

const nameOf = ({ name }: { readonly name: string }) => `The drain of ${name}`;

type DrainInput = DrainOptions & { readonly name: string; readonly uid: string };

/** Goes round until no pod is left. Throws Unfinished with what was done when it may not go on. */
async function emptied(kube: KubePort, input: DrainInput, drain: Drain, course: Course, done: () => Done<DrainProgress>): Promise<void> {
  const endsAtMs = performance.now() + input.timeoutSeconds * 1000;
  const pause = new Pause();
  const unfinished = (reason: string, message: string) => new Unfinished(reason, message, done());
  let told = "";
  for (;;) {
    const isEmpty = await drain.round();
    const progress = drain.progress;
    if (JSON.stringify(progress) !== told) course.tell(progress);
    told = JSON.stringify(progress);
    if (isEmpty) return;
    const { evicted, total } = progress;
    const soFar = `${evicted} of ${total} pods have left.`;
    if (performance.now() >= endsAtMs)
      throw unfinished("DrainTimedOut", `${nameOf(input)} did not end in ${input.timeoutSeconds} s: ${soFar} The node stays cordoned.`);
    try {
      await pause.wait(ROUND_MS, course.signal);
    } catch (cause) {
      const reason = cause instanceof Interrupted ? cause.reason : "AgentStopping";
      throw unfinished(reason, `${nameOf(input)} was stopped: ${soFar} The node stays cordoned until it is uncordoned.`);
    }
    if (await isUncordoned(kube, input.name, input.uid))
      throw unfinished("Uncordoned", `${nameOf(input)} was given up because the node was uncordoned: ${soFar}`);
  }
}

/** `node.drain`: cordons, then evicts by the Eviction API alone, so that no disruption budget is ever overruled. */
export const drainNode = defineCommand({
  contract: nodeDrain,
  rbac: [
    { apiGroups: [""], resources: ["nodes"], verbs: ["get", "patch"] },
    { apiGroups: [""], resources: ["pods"], verbs: ["list"] },
    { apiGroups: [""], resources: ["pods/eviction"], verbs: ["create"] },
  ],
  isLong: true,
  async handle({ kube }, input, course) {
    const { name, uid, ...options } = input;
    await readVeryObject(kube, await nodeRef(kube, name), uid);
    checkRisks(await podsOn(kube, name), options);
    const { changes } = await setCordon(kube, { name, uid }, true);
    const drain = new Drain(kube, name, options);
    const done = (): Done<DrainProgress> => ({ output: drain.progress, changes: [...changes, ...evictions(drain)] });
    // Nothing of a dry run leaves, so there is nothing to wait for.
    if (kube.isDryRun) await drain.round();
    else await emptied(kube, input, drain, course, done);
    return done();
  },
});
