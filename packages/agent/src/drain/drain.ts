// One drain, from the pods that it found to the last that has left. Every round begins with what is on the node by now, so
// it needs no memory: ordered again after whatever happened, it goes on where the last one ended.
import type { DrainOptions, DrainProgress, WaitingPod } from "@holdfast/contracts/commands/node-drain";
import { isTerminating, type KubeObject } from "@holdfast/domain/health/kube-object";
import { turnstile } from "../inventory/turnstile";
import { hasStatus, KubeError } from "../kube/kube-error";
import type { KubePort } from "../kube/kube-port";
import { Unconfirmed } from "../kube/kube-port";
import { messageOf } from "../problem";
import { fateOf, type PodOnNode, podName, pods, podsOn } from "./pod-on-node";

const AT_ONCE = 8;
const MOST_NAMED = 20;
const LONGEST_MESSAGE = 512;

/** The pods that a drain would evict although nobody agreed to what it costs. */
export const forbiddenPods = (found: readonly PodOnNode[], options: DrainOptions) => {
  const leaving = found.filter((pod) => !isTerminating(pod)).map((pod) => ({ pod, ...fateOf(pod) }));
  return {
    unmanaged: options.evictUnmanaged ? [] : leaving.filter(({ risks }) => risks.includes("Unmanaged")).map(({ pod }) => pod),
    localData: options.evictLocalData ? [] : leaving.filter(({ risks }) => risks.includes("LocalData")).map(({ pod }) => pod),
  };
};

/** What happens to the pods of one node while it is drained. */
export class Drain {
  /** Every pod that was to leave, by uid. */
  private readonly found = new Map<string, PodOnNode>();
  private left = new Map<string, WaitingPod>();
  private kept = 0;

  constructor(
    private readonly kube: KubePort,
    private readonly node: string,
    private readonly options: DrainOptions,
  ) {}

  /** How far it is. */
  get progress(): DrainProgress {
    const waiting = [...this.left.values()].slice(0, MOST_NAMED);
    return { total: this.found.size, evicted: this.found.size - this.left.size, kept: this.kept, waiting };
  }

  /** The pods that have left the node since this drain found them. */
  get gone(): KubeObject[] {
    return [...this.found].filter(([uid]) => !this.left.has(uid)).map(([, pod]) => pod);
  }

  /** Looks, evicts what may go now, and says whether nothing is left to wait for. Throws only what waiting does not mend. */
  async round(): Promise<boolean> {
    const present = await this.present();
    if (!present) return false;
    const leaving = present.filter((pod) => fateOf(pod).keptBy === null);
    this.kept = present.length - leaving.length;
    for (const pod of leaving) this.found.set(uidOf(pod), pod);
    const slots = turnstile(AT_ONCE);
    const standing = await Promise.all(leaving.map((pod) => slots(() => this.standingOf(pod))));
    this.left = new Map(leaving.map((pod, i) => [uidOf(pod), standing[i] as WaitingPod]));
    return leaving.length === 0;
  }

  /** Undefined while the API server says nothing: what was known stays. */
  private async present(): Promise<PodOnNode[] | undefined> {
    try {
      return await podsOn(this.kube, this.node);
    } catch (cause) {
      if (!mayPass(cause)) throw cause;
      return undefined;
    }
  }

  private async standingOf(pod: PodOnNode): Promise<WaitingPod> {
    const waits = (why: WaitingPod["why"], message = ""): WaitingPod => ({
      ...{ namespace: pod.metadata?.namespace ?? "", name: pod.metadata?.name ?? "", why },
      message: message.slice(0, LONGEST_MESSAGE),
    });
    if (isTerminating(pod)) return waits("Terminating");
    const { unmanaged, localData } = forbiddenPods([pod], this.options);
    if (unmanaged.length > 0) return waits("NotAllowed", "It came meanwhile, and nothing would make it anew.");
    if (localData.length > 0) return waits("NotAllowed", "It came meanwhile, and has local data in an emptyDir.");
    const ref = { resource: pods, namespace: pod.metadata?.namespace, name: pod.metadata?.name ?? "" };
    try {
      const held = await this.kube.evict(ref, uidOf(pod));
      if (!held) return waits("Terminating");
      return waits(held.isByBudget ? "DisruptionBudget" : "Failing", held.message);
    } catch (cause) {
      // Gone, or replaced by another of its name: the next look tells which.
      if (hasStatus(cause, 404) || hasStatus(cause, 409)) return waits("Terminating");
      if (!mayPass(cause)) throw cause;
      return waits("Failing", messageOf(cause));
    }
  }
}

const uidOf = ({ metadata }: KubeObject): string => metadata?.uid ?? podName({ ...(metadata ? { metadata } : {}) });

/** Whether asking again may be answered otherwise: everything but what the agent may not do at all. */
const mayPass = (cause: unknown): boolean => (cause instanceof KubeError && cause.code !== 403) || cause instanceof Unconfirmed;
