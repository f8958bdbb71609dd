import type { Node, Taint } from "../../kube/types/node";
import type { Pod } from "../../kube/types/pod";
import type { ClusterWorld } from "../cluster-world";
import type { Kubelets } from "../pods/kubelets";
import { tolerates } from "../pods/node-fit";
import { podStatus } from "../pods/pod-status";
import { withCondition } from "../workloads/conditions";
import { asHealthy, asLost, isNodeReady } from "./node-conditions";

const REGISTER_MS = 1000;
const ORPHAN_MS = 20_000;
const COMPONENT = "node-controller";

/**
 * Watches over nodes: lost ones are believed in for a while, then marked and tainted, and their pods are driven off as far
 * as they do not tolerate it. A node that comes back is well at once.
 */
export class NodeLifecycle {
  /** What drives a pod off its node, by the pod's uid. */
  private readonly evictions = new Map<string, () => void>();
  private readonly watches = new Map<string, () => void>();
  private readonly ready = new Set<string>();

  constructor(
    private readonly world: ClusterWorld,
    private readonly kubelets: Kubelets,
  ) {
    const { runtime } = world;
    runtime.watch("nodes", ({ type, object }) => {
      const node = object as Node;
      if (type !== "DELETED" && isNodeReady(node)) this.ready.add(node.metadata.name);
      else this.ready.delete(node.metadata.name);
      if (type === "DELETED") this.collectOrphans(node.metadata.name);
      else if (type === "ADDED" && !node.status?.conditions?.length) runtime.after(REGISTER_MS, () => this.heal(node.metadata.name));
      this.enforceTaints(node);
    });
    runtime.watch("pods", ({ type, object, previous }) => {
      const pod = object as Pod;
      if (type === "DELETED") this.callOff(pod);
      else if (pod.spec.nodeName && !(previous as Pod | undefined)?.spec.nodeName) this.enforceTaintsOn(pod);
    });
  }

  /** Cuts a node off, or lets it come back. */
  setReachable(name: string, isReachable: boolean): void {
    this.kubelets.setReachable(name, isReachable);
    this.watches.get(name)?.();
    this.watches.delete(name);
    if (isReachable) this.heal(name);
    else
      this.watches.set(
        name,
        this.world.runtime.after(this.world.timings.nodeGraceSeconds * 1000, () => this.lose(name)),
      );
  }

  private heal(name: string): void {
    if (!this.kubelets.isReachable(name)) return;
    const { store, now } = this.world.api;
    const was = store.get("nodes", null, name) as Node | undefined;
    if (!was) return;
    const wasBlind = this.isBlind;
    store.update("nodes", null, name, (node) => asHealthy(node as Node, now()));
    // Who was spared meanwhile has their patience anew, on nodes that are still not heard of.
    if (wasBlind) for (const node of store.list("nodes")) this.enforceTaints(node as Node);
    if (!isNodeReady(was)) this.tell(was, "NodeReady");
    for (const pod of this.world.podsByNode.of(name)) {
      this.callOff(pod);
      const statuses = pod.status.containerStatuses;
      if (!statuses?.length || pod.metadata.deletionTimestamp) continue;
      store.update("pods", pod.metadata.namespace ?? null, pod.metadata.name, (current) => ({
        ...current,
        status: podStatus(current as Pod, statuses, now()),
      }));
    }
  }

  /** Of no node at all is anything heard: then the control plane itself is cut off, and nobody is driven off. */
  private get isBlind(): boolean {
    return this.ready.size === 0;
  }

  private lose(name: string): void {
    const { store, now } = this.world.api;
    const lost = store.update("nodes", null, name, (node) => asLost(node as Node, now())) as Node | undefined;
    if (!lost) return;
    this.tell(lost, "NodeNotReady");
    for (const pod of this.world.podsByNode.of(name)) {
      store.update("pods", pod.metadata.namespace ?? null, pod.metadata.name, (current) => {
        const { status } = current as Pod;
        const away = { type: "Ready", status: "False", reason: "", message: "" } as const;
        return { ...current, status: { ...status, conditions: withCondition(status.conditions, away, now()) } };
      });
    }
  }

  private tell(node: Node, reason: string): void {
    const message = `Node ${node.metadata.name} status is now: ${reason}`;
    this.world.events.record(node, { type: "Normal", reason, message, component: COMPONENT });
  }

  private enforceTaints(node: Node): void {
    const isDriving = node.spec?.taints?.some(({ effect }) => effect === "NoExecute");
    for (const pod of isDriving ? this.world.podsByNode.of(node.metadata.name) : []) this.enforceTaintsOn(pod);
  }

  private enforceTaintsOn(pod: Pod): void {
    const node = this.world.api.store.get("nodes", null, pod.spec.nodeName ?? "") as Node | undefined;
    const driving = (node?.spec?.taints ?? []).filter(({ effect }) => effect === "NoExecute");
    if (driving.length === 0 || pod.metadata.deletionTimestamp || this.evictions.has(pod.metadata.uid)) return;
    const patience = Math.min(...driving.map((taint) => this.patienceSeconds(pod, taint)));
    if (!Number.isFinite(patience)) return;
    const { uid, namespace = null, name } = pod.metadata;
    const cancel = this.world.runtime.after(patience * 1000, () => {
      this.evictions.delete(uid);
      if (this.isBlind) return;
      const message = `Marking for deletion Pod ${namespace}/${name}`;
      this.world.events.record(pod, { type: "Normal", reason: "TaintManagerEviction", message, component: "taint-eviction-controller" });
      this.world.api.store.delete("pods", namespace, name);
    });
    this.evictions.set(uid, cancel);
  }

  /** How long a pod stays in spite of a taint: for ever, for a time, or not at all. */
  private patienceSeconds({ spec }: Pod, taint: Taint): number {
    const covering = (spec.tolerations ?? []).filter((toleration) => tolerates(toleration, taint));
    if (covering.length === 0) return 0;
    return Math.min(...covering.map(({ tolerationSeconds }) => tolerationSeconds ?? Number.POSITIVE_INFINITY));
  }

  private callOff({ metadata }: Pod): void {
    this.evictions.get(metadata.uid)?.();
    this.evictions.delete(metadata.uid);
  }

  private collectOrphans(node: string): void {
    this.world.runtime.after(ORPHAN_MS, () => {
      const { store } = this.world.api;
      if (store.get("nodes", null, node)) return;
      for (const { metadata } of this.world.podsByNode.of(node)) {
        store.delete("pods", metadata.namespace ?? null, metadata.name, { gracePeriodSeconds: 0 });
      }
    });
  }
}
