import { nodeDrainPlan } from "@holdfast/contracts/queries/node-drain-plan";
import { isTerminating } from "@holdfast/domain/health/kube-object";
import { fateOf, type PodOnNode, pods, podsOn } from "../drain/pod-on-node";
import { turnstile } from "../inventory/turnstile";
import { KubeError } from "../kube/kube-error";
import type { KubePort } from "../kube/kube-port";
import { nodeRef } from "../objects/set-cordon";
import { defineQuery } from "./define-query";

const AT_ONCE = 8;

/** What would hold a pod back now, by an eviction that does not last. */
async function blockedBy(rehearsal: KubePort, { metadata }: PodOnNode): Promise<string | null> {
  try {
    const ref = { resource: pods, namespace: metadata?.namespace, name: metadata?.name ?? "" };
    return (await rehearsal.evict(ref, metadata?.uid ?? ""))?.message ?? null;
  } catch (cause) {
    if (!(cause instanceof KubeError) || cause.kind !== "status") throw cause;
    return cause.code === 404 || cause.code === 409 ? null : cause.message;
  }
}

/** `node.drain-plan`: what a drain would meet, pod by pod, with a dry run of each eviction. */
export const planDrain = defineQuery({
  contract: nodeDrainPlan,
  rbac: [
    { apiGroups: [""], resources: ["nodes"], verbs: ["get"] },
    { apiGroups: [""], resources: ["pods"], verbs: ["list"] },
    { apiGroups: [""], resources: ["pods/eviction"], verbs: ["create"] },
  ],
  async handle({ kube, rehearsal }, { name }) {
    const node = await kube.read(await nodeRef(kube, name));
    if (!node) return { exists: false, pods: [] };
    const slots = turnstile(AT_ONCE);
    const present = (await podsOn(kube, name)).filter((pod) => !isTerminating(pod));
    const planned = present.map(async (pod) => {
      const fate = fateOf(pod);
      return {
        ...{ namespace: pod.metadata?.namespace ?? "", name: pod.metadata?.name ?? "", ...fate },
        blockedBy: fate.keptBy === null ? await slots(() => blockedBy(rehearsal, pod)) : null,
      };
    });
    return { exists: true, pods: await Promise.all(planned) };
  },
});
