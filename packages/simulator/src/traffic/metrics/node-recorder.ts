import { quantity } from "../../kube/quantity";
import { MeterGroup } from "../../signals/meter-group";
import type { SeriesStore } from "../../signals/series-store";
import { listAt, textAt, valueAt } from "../kube-read";
import type { Curve, Noise } from "../noise";
import type { NodeView, SiteView } from "../site-view";
import type { Use } from "./pod-recorder";

/** Of a larger cluster only so many nodes are measured one by one. */
const MOST_NODES = 100;
const CONDITIONS = ["Ready", "MemoryPressure", "DiskPressure", "PIDPressure"] as const;
const STATUSES = ["true", "false", "unknown"] as const;
const GIB = 1_073_741_824;
const DISK_BYTES = 200 * GIB;
/** What the system of a node uses beside its pods. */
const SYSTEM: Use = { cores: 0.25, memoryBytes: 1.2 * GIB };

interface MeasuredNode {
  view: NodeView;
  /** From kube-state-metrics: known while the API is. */
  readonly state: MeterGroup;
  /** From the node itself. */
  readonly own: MeterGroup;
  readonly wander: Curve;
  /** The share of its disk that is in use. */
  readonly disk: Curve;
}

/** What the nodes of one cluster, and kube-state-metrics about them, say. */
export class NodeRecorder {
  private readonly nodes = new Map<string, MeasuredNode>();
  private readonly store: SeriesStore;
  private readonly view: SiteView;
  private readonly noise: Noise;

  constructor(store: SeriesStore, view: SiteView, noise: Noise) {
    this.store = store;
    this.view = view;
    this.noise = noise;
  }

  /** Lets `seconds` pass. A lost node is no longer heard of itself; what the API says of it goes on. */
  record(atMs: number, seconds: number, uses: ReadonlyMap<string, Use>, lostNodes: ReadonlySet<string>): void {
    const present = new Set<string>();
    for (const view of this.view.nodes) {
      if (present.size >= MOST_NODES) break;
      present.add(view.name);
      const node = this.nodes.get(view.name) ?? this.begin(view);
      if (node.view !== view || node.state.isEmpty) describe(node.state, view);
      node.view = view;
      node.state.set("up", Number(!lostNodes.has(view.name)), { job: "kubelet", instance: view.name });
      if (lostNodes.has(view.name)) node.own.retire();
      else this.measure(node, atMs, seconds, uses.get(view.name) ?? { cores: 0, memoryBytes: 0 });
    }
    for (const [name, node] of this.nodes) if (!present.has(name)) this.end(name, node);
  }

  reset(): void {
    for (const [name, node] of this.nodes) this.end(name, node);
  }

  private begin(view: NodeView): MeasuredNode {
    const state = new MeterGroup(this.store, { node: view.name });
    const habit = 0.35 + 0.2 * this.noise.at(`disk/${view.name}`, 0);
    const diskWander = this.noise.curve(`disk/${view.name}`, 3_600_000);
    const node: MeasuredNode = {
      ...{ view, state, own: new MeterGroup(this.store, { instance: view.name, job: "node-exporter" }) },
      wander: this.noise.curve(`node/${view.name}`, 20_000),
      disk: (atMs) => habit + 0.01 * diskWander(atMs),
    };
    this.nodes.set(view.name, node);
    return node;
  }

  private end(name: string, { state, own }: MeasuredNode): void {
    state.retire();
    own.retire();
    this.nodes.delete(name);
  }

  private measure({ view, own, wander, disk }: MeasuredNode, atMs: number, seconds: number, pods: Use): void {
    const cores = Math.max(1, view.cpu);
    const busy = Math.min(0.98, (pods.cores + SYSTEM.cores * (1 + 0.1 * wander(atMs))) / cores);
    // One series stands for all cores of the node: its shares are those of the whole.
    const modes = { user: busy * 0.78, system: busy * 0.2, iowait: busy * 0.02, idle: 1 - busy };
    for (const [mode, share] of Object.entries(modes)) own.meter("node_cpu_seconds_total", { cpu: "0", mode }).value += share * seconds;
    const used = Math.min(view.memory * 0.97, pods.memoryBytes + SYSTEM.memoryBytes);
    own.set("node_memory_MemTotal_bytes", view.memory);
    own.set("node_memory_MemAvailable_bytes", Math.round(view.memory - used));
    own.set("node_load1", Math.round(busy * cores * 100) / 100);
    own.set("node_filesystem_size_bytes", DISK_BYTES, { mountpoint: "/", fstype: "ext4" });
    own.set("node_filesystem_avail_bytes", Math.round(DISK_BYTES * (1 - disk(atMs))), { mountpoint: "/", fstype: "ext4" });
    own.set("up", 1);
  }
}

function describe(group: MeterGroup, { object }: NodeView): void {
  for (const condition of CONDITIONS) {
    const found = listAt(object, "status", "conditions").find((each) => textAt(each, "type") === condition);
    const held = textAt(found, "status").toLowerCase() || (condition === "Ready" ? "unknown" : "false");
    for (const status of STATUSES) group.set("kube_node_status_condition", Number(status === held), { condition, status });
  }
  for (const kind of ["capacity", "allocatable"] as const)
    for (const [resource, unit] of [
      ["cpu", "core"],
      ["memory", "byte"],
      ["pods", "integer"],
    ] as const)
      group.set(`kube_node_status_${kind}`, quantityAt(object, kind, resource), { resource, unit });
  group.set("kube_node_spec_unschedulable", Number(valueAt(object, "spec", "unschedulable") === true));
  group.set("kube_node_info", 1, { kubelet_version: textAt(object, "status", "nodeInfo", "kubeletVersion") });
}

function quantityAt(object: unknown, kind: string, resource: string): number {
  const value = valueAt(object, "status", kind, resource);
  return typeof value === "string" || typeof value === "number" ? quantity(value) : 0;
}
