import { keyOf } from "../../kube/store/object-identity";
import type { Node } from "../../kube/types/node";
import type { Pod } from "../../kube/types/pod";
import type { ClusterWorld } from "../cluster-world";
import { withCondition } from "../workloads/conditions";
import { type Amounts, addAmounts, isKeptApart, noAmounts, requestedBy, suitability, unfitReason } from "./node-fit";

const RETRY_MS = 30_000;
const COMPONENT = "default-scheduler";

const isHolding = ({ spec, status }: Pod) => spec.nodeName !== undefined && status.phase !== "Succeeded" && status.phase !== "Failed";

/** What the pods of each node ask for, kept as they come and go. */
class NodeUsage {
  private readonly used = new Map<string, Amounts>();

  constructor({ runtime }: ClusterWorld, onFreed: () => void) {
    runtime.watch("pods", ({ type, object, previous }) => {
      const [before, after] = [previous as Pod | undefined, type === "DELETED" ? undefined : (object as Pod)];
      const [held, holds] = [before !== undefined && isHolding(before), after !== undefined && isHolding(after)];
      if (held === holds && before?.spec.nodeName === after?.spec.nodeName) return;
      if (held && before) this.add(before, -1);
      if (holds && after) this.add(after, 1);
      if (held && !holds) onFreed();
    });
  }

  of(node: string): Amounts {
    return this.used.get(node) ?? noAmounts;
  }

  private add({ spec }: Pod, sign: 1 | -1): void {
    const node = spec.nodeName ?? "";
    this.used.set(node, addAmounts(this.of(node), requestedBy(spec), sign));
  }
}

interface Choice {
  readonly node: Node | null;
  /** Why not, and how many nodes say so. */
  readonly reasons: ReadonlyMap<string, number>;
}

const explain = (nodes: number, reasons: ReadonlyMap<string, number>): string => {
  if (nodes === 0) return "no nodes available to schedule pods";
  const parts = [...reasons].map(([reason, count]) => `${count} ${reason}`).sort();
  return `0/${nodes} nodes are available: ${parts.join(", ")}. preemption: 0/${nodes} nodes are available: ${nodes} No preemption victims found for incoming pod.`;
};

class Scheduler {
  private readonly unschedulable = new Set<string>();
  private readonly usage: NodeUsage;
  private readonly enqueue: (key: string) => void;

  constructor(private readonly world: ClusterWorld) {
    this.usage = new NodeUsage(world, () => this.retry());
    this.enqueue = world.runtime.queue((key) => this.reconcile(key));
    world.runtime.watch("pods", ({ type, object }) => {
      const key = keyOf(object);
      if (type === "DELETED" || (object as Pod).spec.nodeName) this.unschedulable.delete(key);
      else this.enqueue(key);
    });
    world.runtime.watch("nodes", () => this.retry());
  }

  private retry(): void {
    for (const key of this.unschedulable) this.enqueue(key);
  }

  private reconcile(key: string): void {
    const pod = this.world.runtime.find("pods", key) as Pod | undefined;
    if (!pod || pod.spec.nodeName || pod.metadata.deletionTimestamp) return;
    const { node, reasons } = this.choose(pod);
    if (node) this.bind(pod, node);
    else this.putOff(pod, reasons);
  }

  private choose(pod: Pod): Choice {
    const reasons = new Map<string, number>();
    const needsNeighbours = pod.spec.affinity?.podAntiAffinity !== undefined;
    let best: Node | null = null;
    let bestScore = Number.NEGATIVE_INFINITY;
    for (const each of this.world.api.store.list("nodes")) {
      const node = each as Node;
      const used = this.usage.of(node.metadata.name);
      const neighbours = needsNeighbours ? this.neighbours(pod, node) : [];
      const reason =
        unfitReason(pod.spec, node, used) ?? (isKeptApart(pod.spec, neighbours) ? "node(s) didn't match pod anti-affinity rules" : null);
      if (reason) {
        reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
        continue;
      }
      // Equally good nodes take turns by chance, as in the real scheduler.
      const score = suitability(pod.spec, node, used, neighbours) + this.world.random() * 0.5;
      if (score > bestScore) [best, bestScore] = [node, score];
    }
    return { node: best, reasons };
  }

  private neighbours(pod: Pod, node: Node): readonly Pod[] {
    return this.world.podsByNode.of(node.metadata.name).filter(({ metadata }) => metadata.namespace === pod.metadata.namespace);
  }

  private bind(pod: Pod, node: Node): void {
    const { namespace = null, name } = pod.metadata;
    const { store, now } = this.world.api;
    const { name: nodeName } = node.metadata;
    const message = `Successfully assigned ${keyOf(pod)} to ${nodeName}`;
    store.update("pods", namespace, name, (current) => {
      const { spec, status } = current as Pod;
      const scheduled = { type: "PodScheduled", status: "True", reason: "", message: "" } as const;
      return {
        ...current,
        spec: { ...spec, nodeName },
        status: { ...status, conditions: withCondition(status.conditions, scheduled, now()) },
      };
    });
    this.world.events.record(pod, { type: "Normal", reason: "Scheduled", message, component: COMPONENT });
  }

  private putOff(pod: Pod, reasons: ReadonlyMap<string, number>): void {
    const { store, now } = this.world.api;
    const key = keyOf(pod);
    const message = explain(store.list("nodes").length, reasons);
    const isNew = !this.unschedulable.has(key);
    this.unschedulable.add(key);
    if (isNew) this.world.runtime.after(RETRY_MS, () => this.unschedulable.has(key) && this.enqueue(key));
    store.update("pods", pod.metadata.namespace ?? null, pod.metadata.name, (current) => {
      const { status } = current as Pod;
      const waiting = { type: "PodScheduled", status: "False", reason: "Unschedulable", message } as const;
      const conditions = withCondition(status.conditions, waiting, now());
      return conditions === status.conditions ? current : { ...current, status: { ...status, conditions } };
    });
    this.world.events.record(pod, { type: "Warning", reason: "FailedScheduling", message, component: COMPONENT });
  }
}

/** Gives each pod a node that has what it asks for, or says why there is none. */
export function runScheduler(world: ClusterWorld): void {
  new Scheduler(world);
}
