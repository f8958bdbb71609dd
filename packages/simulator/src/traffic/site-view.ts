import type { KubeObject, StoreChange } from "../kube/cluster-store";
import { quantity } from "../kube/quantity";
import { hasCondition, listAt, numberAt, type ReadableStore, textAt, valueAt } from "./kube-read";

/** One container of a pod: cores, bytes, and how often it was restarted. */
export interface ContainerView {
  readonly name: string;
  readonly image: string;
  readonly cpuRequest: number;
  readonly cpuLimit: number;
  readonly memoryRequest: number;
  readonly memoryLimit: number;
  readonly restarts: number;
}

/** What traffic needs to know of a pod. */
export interface PodView {
  readonly uid: string;
  readonly namespace: string;
  readonly name: string;
  readonly node: string;
  readonly ip: string;
  readonly phase: string;
  /** Ready, and not on its way out: a Service would send to it. */
  readonly isServing: boolean;
  readonly labels: Readonly<Record<string, string>>;
  readonly containers: readonly ContainerView[];
  readonly ownerKind: string;
  /** The Deployment behind the ReplicaSet, or the owner itself. */
  readonly workload: string;
}

/** What traffic needs to know of a node: cores, bytes, and whether the API calls it ready. */
export interface NodeView {
  readonly name: string;
  readonly object: KubeObject;
  readonly cpu: number;
  readonly memory: number;
  readonly isReady: boolean;
}

const WATCHED = ["pods", "nodes", "deployments.apps"] as const;
type Watched = (typeof WATCHED)[number];
const isWatched = (resource: string): resource is Watched => (WATCHED as readonly string[]).includes(resource);

const keyOf = ({ metadata }: KubeObject): string => `${metadata.namespace ?? ""}/${metadata.name}`;

/** A quantity that an object may give as text or as a number. */
const amount = (value: unknown): number => (typeof value === "string" || typeof value === "number" ? quantity(value) : 0);

function containerView(container: unknown, pod: KubeObject): ContainerView {
  const name = textAt(container, "name");
  const status = listAt(pod, "status", "containerStatuses").find((each) => textAt(each, "name") === name);
  const of = (kind: "requests" | "limits", resource: string) => amount(valueAt(container, "resources", kind, resource));
  return {
    name,
    image: textAt(container, "image"),
    cpuRequest: of("requests", "cpu"),
    cpuLimit: of("limits", "cpu"),
    memoryRequest: of("requests", "memory"),
    memoryLimit: of("limits", "memory"),
    restarts: numberAt(0, status, "restartCount"),
  };
}

/** The pods, nodes and deployments of one cluster, kept as they change: no list is read twice. */
export class SiteView {
  readonly store: ReadableStore;
  private readonly podsByKey = new Map<string, PodView>();
  private readonly nodesByName = new Map<string, NodeView>();
  private readonly deploymentsByKey = new Map<string, KubeObject>();
  private changes = 0;

  constructor(store: ReadableStore) {
    this.store = store;
    for (const resource of WATCHED) for (const object of store.list(resource)) this.take({ type: "ADDED", resource, object });
    store.subscribe((change) => this.take(change));
  }

  /** Grows with every change of what is shown here. */
  get version(): number {
    return this.changes;
  }

  get pods(): Iterable<PodView> {
    return this.podsByKey.values();
  }

  get nodes(): Iterable<NodeView> {
    return this.nodesByName.values();
  }

  get deployments(): Iterable<KubeObject> {
    return this.deploymentsByKey.values();
  }

  deployment(namespace: string, name: string): KubeObject | undefined {
    return this.deploymentsByKey.get(`${namespace}/${name}`);
  }

  /** The pods that a Service in front of a workload sends to. */
  serving(namespace: string, workload: string): PodView[] {
    return [...this.podsByKey.values()].filter((pod) => pod.isServing && pod.namespace === namespace && pod.workload === workload);
  }

  private take({ type, resource, object }: StoreChange): void {
    if (!isWatched(resource)) return;
    this.changes++;
    const key = keyOf(object);
    if (type === "DELETED") {
      if (resource === "pods") this.podsByKey.delete(key);
      else if (resource === "nodes") this.nodesByName.delete(object.metadata.name);
      else this.deploymentsByKey.delete(key);
    } else if (resource === "pods") this.podsByKey.set(key, this.podView(object));
    else if (resource === "nodes") this.nodesByName.set(object.metadata.name, nodeView(object));
    else this.deploymentsByKey.set(key, object);
  }

  private podView(pod: KubeObject): PodView {
    const { metadata } = pod;
    const owner = metadata.ownerReferences?.find(({ controller }) => controller);
    return {
      uid: metadata.uid,
      namespace: metadata.namespace ?? "",
      name: metadata.name,
      node: textAt(pod, "spec", "nodeName"),
      ip: textAt(pod, "status", "podIP"),
      phase: textAt(pod, "status", "phase") || "Pending",
      isServing: metadata.deletionTimestamp === undefined && hasCondition(pod, "Ready"),
      labels: metadata.labels ?? {},
      containers: listAt(pod, "spec", "containers").map((container) => containerView(container, pod)),
      ownerKind: owner?.kind ?? "",
      workload: this.workloadOf(metadata.namespace ?? "", owner?.kind ?? "", owner?.name ?? metadata.name),
    };
  }

  private workloadOf(namespace: string, kind: string, name: string): string {
    if (kind !== "ReplicaSet") return name;
    const owner = this.store.get("replicasets.apps", namespace, name)?.metadata.ownerReferences?.find(({ controller }) => controller);
    // The ReplicaSet may be gone by now; its name ends with a hash.
    return owner?.name ?? name.replace(/-[a-z0-9]+$/, "");
  }
}

function nodeView(node: KubeObject): NodeView {
  return {
    name: node.metadata.name,
    object: node,
    cpu: amount(valueAt(node, "status", "capacity", "cpu")),
    memory: amount(valueAt(node, "status", "capacity", "memory")),
    isReady: hasCondition(node, "Ready"),
  };
}
