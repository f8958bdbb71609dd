/** Who an object belongs to; it is collected when all its owners are gone. */
export interface OwnerReference {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  readonly uid: string;
  readonly controller?: boolean;
  readonly blockOwnerDeletion?: boolean;
}

/** Which fields one manager has set, as `FieldsV1`. */
export interface ManagedFieldsEntry {
  readonly manager: string;
  readonly operation: "Apply" | "Update";
  readonly apiVersion: string;
  readonly time?: string;
  readonly fieldsType: "FieldsV1";
  readonly fieldsV1: object;
  readonly subresource?: string;
}

/** The metadata of a stored object. The server fills `uid`, `resourceVersion` and `creationTimestamp`. */
export interface ObjectMeta {
  readonly name: string;
  readonly namespace?: string;
  readonly uid: string;
  readonly resourceVersion: string;
  readonly creationTimestamp: string;
  readonly generation?: number;
  readonly generateName?: string;
  readonly deletionTimestamp?: string;
  readonly deletionGracePeriodSeconds?: number;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly ownerReferences?: readonly OwnerReference[];
  readonly finalizers?: readonly string[];
  readonly managedFields?: readonly ManagedFieldsEntry[];
}

/** A stored object: plain JSON that is never changed in place, so whoever has it may keep it. */
export interface KubeObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: ObjectMeta;
  readonly [key: string]: unknown;
}

/** An object before the store has given it an identity. */
export interface ObjectDraft {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: Partial<ObjectMeta> & { readonly name: string };
  readonly [key: string]: unknown;
}

/** One write, as subscribers hear it. `previous` is absent for what is new. */
export interface StoreChange {
  readonly type: "ADDED" | "MODIFIED" | "DELETED";
  readonly resource: string;
  readonly object: KubeObject;
  readonly previous?: KubeObject;
}

/** What happens to the objects that belong to a deleted one. */
export type PropagationPolicy = "Background" | "Foreground" | "Orphan";

/** How an object is to be deleted. Pods are given `gracePeriodSeconds` to end, their own period by default. */
export interface DeletionRequest {
  readonly propagationPolicy?: PropagationPolicy;
  readonly gracePeriodSeconds?: number;
}

/** The objects of one cluster. Resources are spelled as GroupResources: `pods`, `deployments.apps`. */
export interface ClusterStore {
  readonly name: string;
  /** The version of the last write. */
  readonly resourceVersion: number;
  /** In the order of etcd: by the bytes of "namespace/name". */
  list(resource: string, namespace?: string): readonly KubeObject[];
  get(resource: string, namespace: string | null, name: string): KubeObject | undefined;
  /** Hears every write, in order and at once. The returned function ends it. */
  subscribe(listener: (change: StoreChange) => void): () => void;
  /** Stores a new object and gives it its identity; undefined when the name is taken. */
  create(resource: string, draft: ObjectDraft): KubeObject | undefined;
  /**
   * Replaces an object by what `change` makes of it; undefined when there is none. Returning it unchanged writes nothing. A
   * change outside of metadata and status raises `generation`, and an object without finalizers that awaits deletion goes.
   */
  update(resource: string, namespace: string | null, name: string, change: (current: KubeObject) => KubeObject): KubeObject | undefined;
  /** Deletes an object, or marks it when finalizers or a grace period hold it back; undefined when there is none. */
  delete(resource: string, namespace: string | null, name: string, request?: DeletionRequest): DeletionResult | undefined;
  /** What `update` would store, without storing it: for dry runs. */
  preview(resource: string, current: KubeObject, next: KubeObject): KubeObject;
  /** The changes of one resource after a version, oldest first; null when they are no longer known. */
  changesAfter(version: number, resource: string): readonly StoreChange[] | null;
  /** A list as of an earlier version; null when it is no longer known. */
  listAsOf(version: number, resource: string, namespace?: string): readonly KubeObject[] | null;
  /** Forgets the history up to now, as etcd's compaction does. */
  compact(): void;
}

/** What became of a deletion: the object as it was last, and whether it is gone. */
export interface DeletionResult {
  readonly object: KubeObject;
  readonly isGone: boolean;
}
