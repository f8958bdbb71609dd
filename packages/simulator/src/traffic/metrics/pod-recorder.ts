import { MeterGroup } from "../../signals/meter-group";
import type { Meter, SeriesStore } from "../../signals/series-store";
import type { ServiceLoad } from "../flow";
import type { Curve, Noise } from "../noise";
import type { ContainerView, PodView, SiteView } from "../site-view";

/** Of a larger cluster only so many pods are measured one by one: a demo needs no more, and memory is bounded. */
const MOST_PODS = 400;
const PHASES = ["Pending", "Running", "Succeeded", "Failed", "Unknown"] as const;
const GIB = 1_073_741_824;

interface MeasuredContainer {
  readonly view: ContainerView;
  readonly cpu: Meter;
  readonly memory: Meter;
}

/** How a pod uses what it asks for, as long as it lives: shares of it, and how they wander. */
interface Habits {
  readonly cpu: number;
  readonly memory: number;
  readonly cpuWander: Curve;
  readonly memoryWander: Curve;
}

/** One pod with its meters. */
interface MeasuredPod {
  view: PodView;
  readonly group: MeterGroup;
  readonly habits: Habits;
  containers: readonly MeasuredContainer[];
  /** Cores in use at this moment. */
  cores: number;
  memoryBytes: number;
}

/** What a pod, or all pods of a node together, use. */
export interface Use {
  readonly cores: number;
  readonly memoryBytes: number;
}

/** How much a pod works, by what its service does. */
interface Work {
  readonly load: ServiceLoad;
  readonly pods: number;
}

const workKey = (namespace: string, deployment: string): string => `${namespace}/${deployment}`;

/** What kubelets and kube-state-metrics of one cluster say of its pods. */
export class PodRecorder {
  private readonly pods = new Map<string, MeasuredPod>();
  private seen = -1;
  private readonly store: SeriesStore;
  private readonly view: SiteView;
  private readonly noise: Noise;

  constructor(store: SeriesStore, view: SiteView, noise: Noise) {
    this.store = store;
    this.view = view;
    this.noise = noise;
  }

  /** Lets `seconds` pass; pods on lost nodes stand still. */
  record(atMs: number, seconds: number, loads: readonly ServiceLoad[], lostNodes: ReadonlySet<string>): void {
    if (this.seen !== this.view.version) this.sync();
    const works = new Map(loads.map((load) => [workKey(load.namespace, load.deployment), this.workOf(load, lostNodes)]));
    for (const pod of this.pods.values()) {
      const isDown = pod.view.phase !== "Running" || lostNodes.has(pod.view.node);
      pod.cores = isDown ? 0 : this.coresOf(pod, works.get(workKey(pod.view.namespace, pod.view.workload)), atMs);
      pod.memoryBytes = isDown ? 0 : memoryOf(pod, atMs);
      for (const [i, { cpu, memory }] of pod.containers.entries()) {
        const share = shareOf(i, pod.containers.length);
        cpu.value += pod.cores * seconds * share;
        memory.value = Math.round(pod.memoryBytes * share);
      }
    }
  }

  /** What each node's pods use. */
  useByNode(): ReadonlyMap<string, Use> {
    const uses = new Map<string, Use>();
    for (const { view, cores, memoryBytes } of this.pods.values()) {
      const use = uses.get(view.node) ?? { cores: 0, memoryBytes: 0 };
      uses.set(view.node, { cores: use.cores + cores, memoryBytes: use.memoryBytes + memoryBytes });
    }
    return uses;
  }

  /** What one pod uses at this moment; undefined for one that is not measured. */
  useOf(uid: string): Use | undefined {
    return this.pods.get(uid);
  }

  /** Everything ended: what comes next is new. */
  reset(): void {
    for (const { group } of this.pods.values()) group.retire();
    this.pods.clear();
    this.seen = -1;
  }

  private workOf(load: ServiceLoad, lostNodes: ReadonlySet<string>): Work {
    const serving = this.view.serving(load.namespace, load.deployment).filter(({ node }) => !lostNodes.has(node));
    return { load, pods: serving.length };
  }

  private coresOf({ view, habits }: MeasuredPod, work: Work | undefined, atMs: number): number {
    const wander = 1 + 0.08 * habits.cpuWander(atMs);
    if (work && view.isServing && work.pods > 0)
      return (0.05 + (work.load.servedPerSecond / work.pods) * work.load.cpuSecondsPerRequest) * wander;
    return Math.max(0.002, requested(view) * habits.cpu) * wander;
  }

  private habitsOf({ uid, namespace, workload }: PodView): Habits {
    return {
      cpu: 0.12 + 0.3 * this.noise.at(`habit/${namespace}/${workload}`, 0),
      memory: 0.5 + 0.25 * this.noise.at(`memory/${namespace}/${workload}`, 0),
      cpuWander: this.noise.curve(`cpu/${uid}`, 30_000),
      memoryWander: this.noise.curve(`memory/${uid}`, 600_000),
    };
  }

  private sync(): void {
    this.seen = this.view.version;
    const present = new Set<string>();
    for (const view of this.view.pods) {
      const known = this.pods.get(view.uid);
      if (!known && this.pods.size >= MOST_PODS) continue;
      present.add(view.uid);
      if (known?.view === view) continue;
      const pod = known ?? this.begin(view);
      pod.view = view;
      this.describe(pod);
    }
    for (const [uid, { group }] of this.pods) {
      if (present.has(uid)) continue;
      group.retire();
      this.pods.delete(uid);
    }
  }

  private begin(view: PodView): MeasuredPod {
    const group = new MeterGroup(this.store, { namespace: view.namespace, pod: view.name });
    const pod: MeasuredPod = { view, group, habits: this.habitsOf(view), containers: [], cores: 0, memoryBytes: 0 };
    this.pods.set(view.uid, pod);
    return pod;
  }

  private describe(pod: MeasuredPod): void {
    const { view, group } = pod;
    for (const phase of PHASES) group.set("kube_pod_status_phase", Number(view.phase === phase), { phase });
    group.set("kube_pod_status_ready", Number(view.isServing), { condition: "true" });
    if (view.node === "") return;
    group.set("kube_pod_info", 1, { node: view.node, created_by_kind: view.ownerKind, created_by_name: view.workload, pod_ip: view.ip });
    for (const container of view.containers) describeContainer(group, container, view.node);
    pod.containers = view.containers.map((container) => ({
      view: container,
      cpu: group.meter("container_cpu_usage_seconds_total", { container: container.name, node: view.node }),
      memory: group.meter("container_memory_working_set_bytes", { container: container.name, node: view.node }),
    }));
  }
}

/** The first container does the work, its helpers a little of it. */
function shareOf(index: number, containers: number): number {
  const helpers = containers > 1 ? 0.15 : 0;
  return index === 0 ? 1 - helpers : helpers / (containers - 1);
}

function memoryOf({ view, habits }: MeasuredPod, atMs: number): number {
  const asked = view.containers.reduce((sum, { memoryRequest }) => sum + memoryRequest, 0) || 0.06 * GIB;
  return asked * (habits.memory + 0.04 * habits.memoryWander(atMs));
}

const requested = (pod: PodView): number => pod.containers.reduce((sum, { cpuRequest }) => sum + cpuRequest, 0);

function describeContainer(group: MeterGroup, container: ContainerView, node: string): void {
  const { name, cpuRequest, cpuLimit, memoryRequest, memoryLimit, restarts } = container;
  const put = (metric: string, resource: string, unit: string, value: number): void => {
    if (value > 0) group.set(metric, value, { container: name, node, resource, unit });
  };
  put("kube_pod_container_resource_requests", "cpu", "core", cpuRequest);
  put("kube_pod_container_resource_requests", "memory", "byte", memoryRequest);
  put("kube_pod_container_resource_limits", "cpu", "core", cpuLimit);
  put("kube_pod_container_resource_limits", "memory", "byte", memoryLimit);
  group.set("kube_pod_container_status_restarts_total", restarts, { container: name });
}
