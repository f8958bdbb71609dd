import type { KubeObject, StoreChange } from "../kube/cluster-store";
import type { ReadableStore } from "./kube-read";

/** A cluster that holds what a test puts into it, and nothing happens by itself. */
export class FakeCluster implements ReadableStore {
  readonly name: string;
  private readonly objects = new Map<string, { resource: string; object: KubeObject }>();
  private readonly listeners = new Set<(change: StoreChange) => void>();
  private uid = 0;

  constructor(name: string) {
    this.name = name;
  }

  list(resource: string, namespace?: string): readonly KubeObject[] {
    return [...this.objects.values()]
      .filter((each) => each.resource === resource && (namespace === undefined || each.object.metadata.namespace === namespace))
      .map(({ object }) => object);
  }

  get(resource: string, namespace: string | null, name: string): KubeObject | undefined {
    return this.objects.get(`${resource}/${namespace ?? ""}/${name}`)?.object;
  }

  subscribe(listener: (change: StoreChange) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  put(resource: string, namespace: string, name: string, fields: Record<string, unknown>, metadata: Record<string, unknown> = {}): void {
    const key = `${resource}/${namespace}/${name}`;
    const previous = this.objects.get(key)?.object;
    const object: KubeObject = {
      apiVersion: "v1",
      kind: resource,
      ...fields,
      metadata: {
        name,
        namespace,
        uid: previous?.metadata.uid ?? `${this.name}-${++this.uid}`,
        resourceVersion: String(++this.uid),
        creationTimestamp: "2026-01-01T00:00:00Z",
        ...metadata,
      },
    };
    this.objects.set(key, { resource, object });
    this.tell({ type: previous ? "MODIFIED" : "ADDED", resource, object, ...(previous ? { previous } : {}) });
  }

  remove(resource: string, namespace: string, name: string): void {
    const key = `${resource}/${namespace}/${name}`;
    const object = this.objects.get(key)?.object;
    this.objects.delete(key);
    if (object) this.tell({ type: "DELETED", resource, object });
  }

  /** Makes a Deployment with so many pods, the first `ready` of which serve; those beyond are removed. */
  deploy(namespace: string, name: string, pods: number, ready = pods): void {
    this.put("deployments.apps", namespace, name, { spec: { replicas: pods }, status: { replicas: pods, readyReplicas: ready } });
    for (let i = 0; i < 60; i++) {
      if (i < pods) this.pod(namespace, `${name}-${i}`, name, i < ready, `${this.name}-node-${i % 3}`);
      else this.remove("pods", namespace, `${name}-${i}`);
    }
  }

  pod(namespace: string, name: string, workload: string, isReady: boolean, nodeName: string): void {
    const resources = { requests: { cpu: "2", memory: "4Gi" }, limits: { cpu: "4", memory: "8Gi" } };
    this.put(
      "pods",
      namespace,
      name,
      {
        spec: { nodeName, containers: [{ name: "app", image: `registry.example/${workload}:1`, resources }] },
        status: {
          phase: isReady ? "Running" : "Pending",
          podIP: "10.1.0.9",
          conditions: [{ type: "Ready", status: isReady ? "True" : "False" }],
        },
      },
      {
        labels: { app: workload },
        ownerReferences: [{ apiVersion: "apps/v1", kind: "ReplicaSet", name: `${workload}-5d9f8`, uid: "x", controller: true }],
      },
    );
  }

  node(name: string): void {
    const amounts = { cpu: "16", memory: "64Gi", pods: "110" };
    this.put("nodes", "", name, { status: { capacity: amounts, allocatable: amounts, conditions: [{ type: "Ready", status: "True" }] } });
  }

  /** The weights of the VirtualService `bank-core`. */
  weights(prod: number, dr: number): void {
    const route = (cluster: string, weight: number) => ({ destination: { host: `bank-core.${cluster}.global` }, weight });
    const http = [{ route: [route("prod-hangzhou", prod), route("dr-shanghai", dr)] }];
    this.put("virtualservices.networking.istio.io", "bank", "bank-core", { spec: { http } });
  }

  /** Denies everything that comes in to the bank's core, as a mesh does, or no longer. */
  fence(isUp: boolean): void {
    const resource = "authorizationpolicies.security.istio.io";
    const spec = { selector: { matchLabels: { app: "bank-core-service" } }, action: "DENY", rules: [{}] };
    if (isUp) this.put(resource, "bank", "fence", { spec });
    else this.remove(resource, "bank", "fence");
  }

  /** The bank's database here, in the role that its operator says of it. */
  database(takesWrites: boolean, source: string): void {
    const self = `bank-db-${this.name}`;
    const spec = { replica: { self, source, primary: takesWrites ? self : source } };
    const status = { currentPrimary: "bank-db-0", instancesReportedState: { "bank-db-0": { isPrimary: takesWrites } } };
    this.put("clusters.postgresql.cnpg.io", "bank", "bank-db", { spec, status });
  }

  /** A mirror maker here that copies from another cluster, and what its source connector does. */
  mirror(source: string, from: string, target: string, state: string): void {
    const clusters = [
      { alias: source, bootstrapServers: `kafka.${from}.global:9092` },
      { alias: target, bootstrapServers: "kafka.bank.svc:9092" },
    ];
    const spec = { clusters, mirrors: [{ sourceCluster: source, targetCluster: target }] };
    const connectors = [{ name: `${source}->${target}.MirrorSourceConnector`, connector: { state } }];
    this.put("kafkamirrormaker2s.kafka.strimzi.io", "bank", `${source}-to-${target}`, { spec, status: { connectors } });
  }

  private tell(change: StoreChange): void {
    for (const listener of this.listeners) listener(change);
  }
}
