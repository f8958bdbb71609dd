import { keyOf, timestamp } from "../../kube/store/object-identity";
import type { Node } from "../../kube/types/node";
import type { Container, ContainerStatus, Pod, PodStatus } from "../../kube/types/pod";
import type { ClusterWorld } from "../cluster-world";
import { PodAddresses } from "./pod-address";
import { backOffSeconds, behaviourOf, exitOf, lifetimeSeconds, readinessSeconds } from "./pod-behaviour";
import { backingOffContainer, endedContainer, podStatus, runningContainer, waitingContainer } from "./pod-status";

const COMPONENT = "kubelet";
const IMAGE_RETRY_SECONDS = 20;
const PROBE_SECONDS = 10;
const CREATING = ["ContainerCreating", "PodInitializing"];
const IMAGE_TROUBLE = ["ErrImagePull", "ImagePullBackOff"];

/** Changes one container's status; nothing leaves everything as it is. */
type Change = (pod: Pod, container: Container, old: ContainerStatus | undefined) => ContainerStatus | undefined;

/**
 * The kubelets of all nodes of a cluster. Each pod on a node that is there and reachable is led from creation to readiness,
 * through crashes and back-offs, to its end. A running pod costs nothing: only what is about to change has a timer.
 */
export class Kubelets {
  private readonly silent = new Set<string>();
  /** What is about to happen, by pod and by what of it. */
  private readonly plans = new Map<string, Map<string, () => void>>();
  private readonly addresses = new PodAddresses();
  private readonly enqueue: (key: string) => void;

  constructor(private readonly world: ClusterWorld) {
    this.enqueue = world.runtime.queue((key) => this.reconcile(key));
    world.runtime.watch("pods", ({ type, object }) => {
      if (type === "DELETED") this.forget(object as Pod);
      else if ((object as Pod).spec.nodeName) this.enqueue(keyOf(object));
    });
    world.runtime.watch("nodes", ({ type, object }) => {
      if (type === "ADDED") this.resume(object.metadata.name);
    });
  }

  /** Cuts a node off, or lets it come back: what it was doing goes on then. */
  setReachable(node: string, isReachable: boolean): void {
    if (isReachable) {
      this.silent.delete(node);
      this.resume(node);
      return;
    }
    this.silent.add(node);
    for (const pod of this.world.podsByNode.of(node)) this.forget(pod);
  }

  isReachable(node: string): boolean {
    return !this.silent.has(node);
  }

  private resume(node: string): void {
    for (const pod of this.world.podsByNode.of(node)) this.enqueue(keyOf(pod));
  }

  private reconcile(key: string): void {
    const pod = this.world.runtime.find("pods", key) as Pod | undefined;
    const node = pod && (this.world.api.store.get("nodes", null, pod.spec.nodeName ?? "") as Node | undefined);
    if (!pod || !node || this.silent.has(node.metadata.name)) return;
    if (pod.metadata.deletionTimestamp) this.end(pod);
    else if (!pod.status.containerStatuses?.length) this.admit(pod, node);
    else for (const container of pod.spec.containers) this.plan(pod, container);
  }

  /** Takes a pod in: its containers are being made. */
  private admit(pod: Pod, node: Node): void {
    if (pod.status.phase !== "Pending") return;
    const hostIP = node.status?.addresses?.find(({ type }) => type === "InternalIP")?.address;
    const { now } = this.world.api;
    const more: Partial<PodStatus> = { startTime: timestamp(now()), ...(hostIP ? { hostIP, hostIPs: [{ ip: hostIP }] } : {}) };
    const statuses = pod.spec.containers.map((container) => waitingContainer(container, undefined, "ContainerCreating"));
    this.write(pod, (current) => podStatus(current, statuses, now(), more));
  }

  /** Sets the timers for what a container does next by itself. */
  private plan(pod: Pod, container: Container): void {
    const status = pod.status.containerStatuses?.find(({ name }) => name === container.name);
    const { waiting, running, terminated } = status?.state ?? {};
    if (waiting && CREATING.includes(waiting.reason)) {
      const [min, max] = this.world.timings.startSeconds;
      this.schedule(pod, container, "start", this.world.between(min, max), (...each) => this.started(...each));
    } else if (waiting && IMAGE_TROUBLE.includes(waiting.reason)) {
      this.schedule(pod, container, "pull", IMAGE_RETRY_SECONDS * 1000, (...each) => this.pullAgain(...each));
    } else if (waiting) {
      const waitMs = backOffSeconds(status?.restartCount ?? 0) * 1000;
      this.schedule(pod, container, "restart", waitMs, (...each) => this.started(...each));
    } else if (running) this.planRunning(pod, container, status);
    else if (terminated && this.isRestarted(pod, terminated.exitCode)) {
      this.schedule(pod, container, "back-off", 0, (...each) => this.backedOff(...each));
    }
  }

  private planRunning(pod: Pod, container: Container, status: ContainerStatus | undefined): void {
    const { random } = this.world;
    const lifetime = lifetimeSeconds(pod, container, random);
    if (lifetime !== null) {
      this.schedule(
        pod,
        container,
        "life",
        lifetime * 1000,
        (_, each, old) => old && endedContainer(old, exitOf(pod, each), this.world.api.now()),
      );
    }
    if (status?.ready) return;
    const wait = readinessSeconds(pod, container, random);
    if (wait === null) this.schedule(pod, container, "probe", PROBE_SECONDS * 1000, (current) => this.probeFailed(current));
    else this.schedule(pod, container, "ready", wait * 1000, (_pod, _container, old) => old && { ...old, ready: true });
  }

  private isRestarted({ spec }: Pod, exitCode: number): boolean {
    return spec.restartPolicy === "Always" || (spec.restartPolicy === "OnFailure" && exitCode !== 0);
  }

  private started(pod: Pod, container: Container, old: ContainerStatus | undefined): ContainerStatus {
    if (behaviourOf(pod, container) === "image-pull-error") return this.pullFailed(pod, container, old, "ErrImagePull");
    const { now, random } = this.world.api;
    const message = `Started container ${container.name}`;
    this.world.events.record(pod, { type: "Normal", reason: "Started", message, component: COMPONENT });
    if (!old?.state.terminated && old?.state.waiting?.reason !== "CrashLoopBackOff")
      return runningContainer(container, old, { now: now(), random });
    const lastState = old.state.terminated ? old.state : old.lastState;
    return runningContainer(container, { ...old, lastState, restartCount: old.restartCount + 1 }, { now: now(), random });
  }

  private pullFailed(pod: Pod, container: Container, old: ContainerStatus | undefined, reason: string): ContainerStatus {
    const { image = "" } = container;
    const detail = `failed to pull and unpack image ${JSON.stringify(image)}: failed to resolve reference: ${image}: not found`;
    const message =
      reason === "ErrImagePull"
        ? `rpc error: code = NotFound desc = ${detail}`
        : `Back-off pulling image ${JSON.stringify(image)}: ${detail}`;
    const note =
      reason === "ErrImagePull"
        ? { reason: "Failed", message: `Failed to pull image ${JSON.stringify(image)}: ${message}` }
        : { reason: "BackOff", message };
    this.world.events.record(pod, { type: "Warning", component: COMPONENT, ...note });
    return waitingContainer(container, old, reason, message);
  }

  private pullAgain(pod: Pod, container: Container, old: ContainerStatus | undefined): ContainerStatus {
    return this.pullFailed(pod, container, old, old?.state.waiting?.reason === "ErrImagePull" ? "ImagePullBackOff" : "ErrImagePull");
  }

  private probeFailed(pod: Pod): undefined {
    const message = "Readiness probe failed: HTTP probe failed with statuscode: 503";
    this.world.events.record(pod, { type: "Warning", reason: "Unhealthy", message, component: COMPONENT });
    this.enqueue(keyOf(pod));
    return undefined;
  }

  private backedOff(pod: Pod, container: Container, old: ContainerStatus | undefined): ContainerStatus | undefined {
    // The first restart is at once.
    if (!old || old.restartCount === 0) return old && this.started(pod, container, old);
    const { namespace, name, uid } = pod.metadata;
    const message = `Back-off restarting failed container ${container.name} in pod ${name}_${namespace}(${uid})`;
    this.world.events.record(pod, { type: "Warning", reason: "BackOff", message, component: COMPONENT });
    return backingOffContainer(old, backOffSeconds(old.restartCount), pod);
  }

  /** Ends a pod within its grace period; the API forgets it when the containers are gone. */
  private end(pod: Pod): void {
    const graceMs = (pod.metadata.deletionGracePeriodSeconds ?? 0) * 1000;
    this.after(pod, "end", Math.min(graceMs, this.world.between(0.3, 2)), () => {
      this.world.api.store.delete("pods", pod.metadata.namespace ?? null, pod.metadata.name, { gracePeriodSeconds: 0 });
    });
  }

  private schedule(pod: Pod, container: Container, purpose: string, delayMs: number, change: Change): void {
    this.after(pod, `${container.name}/${purpose}`, delayMs, () => this.apply(pod, container, change));
  }

  private after({ metadata }: Pod, what: string, delayMs: number, run: () => void): void {
    const plans = this.plans.get(metadata.uid) ?? new Map<string, () => void>();
    if (plans.has(what)) return;
    this.plans.set(metadata.uid, plans);
    const cancel = this.world.runtime.after(delayMs, () => {
      plans.delete(what);
      if (plans.size === 0) this.plans.delete(metadata.uid);
      run();
    });
    plans.set(what, cancel);
  }

  private apply(planned: Pod, container: Container, change: Change): void {
    const { store, now } = this.world.api;
    const pod = store.get("pods", planned.metadata.namespace ?? null, planned.metadata.name) as Pod | undefined;
    if (pod?.metadata.uid !== planned.metadata.uid || pod.metadata.deletionTimestamp) return;
    const old = pod.status.containerStatuses?.find(({ name }) => name === container.name);
    const next = change(pod, container, old);
    if (!next) return;
    // A container that ends takes its other plans along.
    if (next.state.terminated) this.cancel(pod, `${container.name}/`);
    const statuses = pod.spec.containers.flatMap(({ name }) =>
      name === next.name ? next : (pod.status.containerStatuses?.find((each) => each.name === name) ?? []),
    );
    const podIP = pod.status.podIP ?? (next.state.running ? this.addresses.next(pod.spec.nodeName ?? "") : undefined);
    this.write(pod, (current) => podStatus(current, statuses, now(), podIP ? { podIP, podIPs: [{ ip: podIP }] } : {}));
  }

  private write({ metadata }: Pod, status: (current: Pod) => PodStatus): void {
    this.world.api.store.update("pods", metadata.namespace ?? null, metadata.name, (current) => ({
      ...current,
      status: status(current as Pod),
    }));
  }

  private forget(pod: Pod): void {
    this.cancel(pod, "");
    this.plans.delete(pod.metadata.uid);
  }

  private cancel({ metadata }: Pod, prefix: string): void {
    const plans = this.plans.get(metadata.uid) ?? new Map<string, () => void>();
    for (const [what, cancel] of plans) {
      if (!what.startsWith(prefix)) continue;
      cancel();
      plans.delete(what);
    }
  }
}
