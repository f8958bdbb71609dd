import type { ClusterStore, DeletionRequest, DeletionResult, KubeObject, ObjectDraft, StoreChange } from "../cluster-store";
import { ChangeHistory } from "./change-history";
import { isReadyToVanish, markedForDeletion } from "./deletion";
import { equalJson } from "./equal-json";
import { newUid } from "./new-identity";
import { keyOf, timestamp } from "./object-identity";
import { ResourceCollection } from "./resource-collection";

/** What a store needs to know of its cluster. */
export interface ClusterStoreOptions {
  readonly name: string;
  readonly now: () => Date;
  readonly random: () => number;
  /** Whether a resource counts generations; not all built-in ones do. */
  readonly tracksGeneration: (resource: string) => boolean;
  /** How many writes are remembered for resumed watches and paged lists. */
  readonly historyLimit?: number;
}

/** A cluster is never seen at its first write: versions start where a young cluster's would be. */
const FIRST_VERSION = 1000;
const DEFAULT_HISTORY = 8192;

/** What a generation counts; the version in which an object was written last is not part of it. */
const ownFields = (object: KubeObject) => ({ ...object, apiVersion: undefined, metadata: undefined, status: undefined });
const withoutVersion = (object: KubeObject) => ({ ...object, metadata: { ...object.metadata, resourceVersion: "" } });

class MemoryClusterStore implements ClusterStore {
  readonly name: string;
  private version = FIRST_VERSION;
  private readonly history: ChangeHistory;
  private readonly collections = new Map<string, ResourceCollection>();
  private readonly listeners = new Set<(change: StoreChange) => void>();
  private readonly unheard: StoreChange[] = [];

  constructor(private readonly options: ClusterStoreOptions) {
    this.name = options.name;
    this.history = new ChangeHistory(options.historyLimit ?? DEFAULT_HISTORY, FIRST_VERSION);
  }

  get resourceVersion(): number {
    return this.version;
  }

  list(resource: string, namespace?: string): readonly KubeObject[] {
    return this.collections.get(resource)?.inOrder(namespace) ?? [];
  }

  get(resource: string, namespace: string | null, name: string): KubeObject | undefined {
    return this.collections.get(resource)?.get(namespace, name);
  }

  subscribe(listener: (change: StoreChange) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  create(resource: string, draft: ObjectDraft): KubeObject | undefined {
    if (this.get(resource, draft.metadata.namespace ?? null, draft.metadata.name)) return undefined;
    const metadata = {
      ...draft.metadata,
      uid: draft.metadata.uid ?? newUid(this.options.random),
      creationTimestamp: draft.metadata.creationTimestamp ?? timestamp(this.options.now()),
      ...(this.options.tracksGeneration(resource) ? { generation: draft.metadata.generation ?? 1 } : {}),
    };
    return this.commit("ADDED", resource, { ...draft, metadata: { ...metadata, resourceVersion: "" } });
  }

  update(resource: string, namespace: string | null, name: string, change: (current: KubeObject) => KubeObject): KubeObject | undefined {
    const current = this.get(resource, namespace, name);
    if (!current) return undefined;
    const next = this.preview(resource, current, change(current));
    if (next === current) return current;
    return isReadyToVanish(next) ? this.vanish(resource, next, current) : this.commit("MODIFIED", resource, next, current);
  }

  delete(resource: string, namespace: string | null, name: string, request: DeletionRequest = {}): DeletionResult | undefined {
    const current = this.get(resource, namespace, name);
    if (!current) return undefined;
    const marked = markedForDeletion(resource, current, request, this.options.now());
    if (isReadyToVanish(marked)) return { object: this.vanish(resource, current, current), isGone: true };
    if (equalJson(withoutVersion(marked), withoutVersion(current))) return { object: current, isGone: false };
    return { object: this.commit("MODIFIED", resource, marked, current), isGone: false };
  }

  preview(resource: string, current: KubeObject, next: KubeObject): KubeObject {
    if (next === current || equalJson(withoutVersion(next), withoutVersion(current))) return current;
    const { generation } = current.metadata;
    const isGrown = this.options.tracksGeneration(resource) && !equalJson(ownFields(next), ownFields(current));
    return { ...next, metadata: { ...next.metadata, ...(isGrown ? { generation: (generation ?? 0) + 1 } : {}) } };
  }

  changesAfter(version: number, resource: string): readonly StoreChange[] | null {
    return this.history.after(version, resource);
  }

  listAsOf(version: number, resource: string, namespace?: string): readonly KubeObject[] | null {
    const current = this.list(resource);
    const then = this.history.rewind(version, resource, current);
    if (then === null) return null;
    if (then === current) return this.list(resource, namespace);
    const inNamespace = namespace === undefined ? then : then.filter(({ metadata }) => metadata.namespace === namespace);
    return inNamespace.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
  }

  compact(): void {
    this.history.compact();
  }

  private collectionOf(resource: string): ResourceCollection {
    const collection = this.collections.get(resource) ?? new ResourceCollection();
    this.collections.set(resource, collection);
    return collection;
  }

  private vanish(resource: string, last: KubeObject, previous: KubeObject): KubeObject {
    return this.commit("DELETED", resource, last, previous);
  }

  private commit(type: StoreChange["type"], resource: string, next: KubeObject, previous?: KubeObject): KubeObject {
    this.version += 1;
    const object = { ...next, metadata: { ...next.metadata, resourceVersion: String(this.version) } };
    if (type === "DELETED") this.collectionOf(resource).delete(object);
    else this.collectionOf(resource).set(object);
    const change: StoreChange = previous ? { type, resource, object, previous } : { type, resource, object };
    this.history.append(change);
    this.announce(change);
    return object;
  }

  /** A listener may write in turn; what it writes is heard by all after the change that it heard. */
  private announce(change: StoreChange): void {
    this.unheard.push(change);
    if (this.unheard.length > 1) return;
    for (let next: StoreChange | undefined = change; next; next = this.unheard[0]) {
      for (const listener of this.listeners) listener(next);
      this.unheard.shift();
    }
  }
}

/** An empty store. */
export const createClusterStore = (options: ClusterStoreOptions): ClusterStore => new MemoryClusterStore(options);
