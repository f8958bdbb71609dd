import type { KubeObject } from "../cluster-store";

const CLUSTER_WIDE = "";
const byName = (a: KubeObject, b: KubeObject) => (a.metadata.name < b.metadata.name ? -1 : 1);
/** etcd orders by the bytes of "namespace/name", so "a-b/x" comes before "a/x". */
const byNamespaceKey = (a: string, b: string) => (`${a}/` < `${b}/` ? -1 : 1);

class NamespaceBucket {
  readonly objects = new Map<string, KubeObject>();
  private sorted: readonly KubeObject[] | null = null;
  private names: string[] | null = null;

  set(object: KubeObject): void {
    const { name } = object.metadata;
    if (!this.objects.has(name)) this.names = null;
    this.objects.set(name, object);
    this.sorted = null;
  }

  delete(name: string): void {
    this.objects.delete(name);
    this.names = null;
    this.sorted = null;
  }

  inOrder(): readonly KubeObject[] {
    if (this.sorted) return this.sorted;
    if (!this.names) {
      const sorted = [...this.objects.values()].sort(byName);
      this.names = sorted.map(({ metadata }) => metadata.name);
      this.sorted = sorted;
      return sorted;
    }
    // A change of an object does not move it: the order of names is kept, only the objects are fetched anew.
    const { objects } = this;
    this.sorted = this.names.flatMap((name) => objects.get(name) ?? []);
    return this.sorted;
  }
}

/** All objects of one resource, by namespace and name. What `inOrder` returns is not changed afterwards. */
export class ResourceCollection {
  private readonly buckets = new Map<string, NamespaceBucket>();
  private all: readonly KubeObject[] | null = null;

  get(namespace: string | null, name: string): KubeObject | undefined {
    return this.buckets.get(namespace ?? CLUSTER_WIDE)?.objects.get(name);
  }

  set(object: KubeObject): void {
    const namespace = object.metadata.namespace ?? CLUSTER_WIDE;
    const bucket = this.buckets.get(namespace) ?? new NamespaceBucket();
    this.buckets.set(namespace, bucket);
    bucket.set(object);
    this.all = null;
  }

  delete(object: KubeObject): void {
    const namespace = object.metadata.namespace ?? CLUSTER_WIDE;
    const bucket = this.buckets.get(namespace);
    bucket?.delete(object.metadata.name);
    if (bucket?.objects.size === 0) this.buckets.delete(namespace);
    this.all = null;
  }

  /** The objects in etcd's order: of one namespace, or of all. */
  inOrder(namespace?: string): readonly KubeObject[] {
    if (namespace !== undefined) return this.buckets.get(namespace)?.inOrder() ?? [];
    if (!this.all) {
      const namespaces = [...this.buckets].sort(([a], [b]) => byNamespaceKey(a, b));
      this.all = namespaces.flatMap(([, bucket]) => bucket.inOrder());
    }
    return this.all;
  }
}
