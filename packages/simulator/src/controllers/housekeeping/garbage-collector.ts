import type { KubeObject, StoreChange } from "../../kube/cluster-store";
import type { ClusterWorld } from "../cluster-world";

const FOREGROUND = "foregroundDeletion";
const ORPHAN = "orphan";

/** Where an object is. */
interface Place {
  readonly resource: string;
  readonly namespace: string | null;
  readonly name: string;
}

const placeOf = (resource: string, { metadata }: KubeObject): Place => ({
  resource,
  namespace: metadata.namespace ?? null,
  name: metadata.name,
});
const idOf = ({ resource, namespace, name }: Place) => `${resource}|${namespace ?? ""}|${name}`;
const ownersOf = ({ metadata }: KubeObject) => (metadata.ownerReferences ?? []).map(({ uid }) => uid);

class GarbageCollector {
  private readonly alive = new Set<string>();
  private readonly dependents = new Map<string, Map<string, Place>>();
  /** Owners whose deletion waits for their dependents. */
  private readonly waiting = new Map<string, { readonly place: Place; readonly isOrphaning: boolean }>();
  private readonly enqueue: (key: string) => void;
  private readonly orphanCheck: (key: string) => void;

  constructor(private readonly world: ClusterWorld) {
    const { runtime, api } = world;
    this.enqueue = runtime.queue((key) => this.collect(key));
    this.orphanCheck = runtime.queue((key) => this.checkOwners(key));
    for (const type of api.types.all())
      for (const object of api.store.list(type.key)) this.learn({ type: "ADDED", resource: type.key, object });
    runtime.watchAll((change) => this.learn(change));
  }

  private learn({ type, resource, object, previous }: StoreChange): void {
    const place = placeOf(resource, object);
    const [before, after] = [previous ? ownersOf(previous) : [], type === "DELETED" ? [] : ownersOf(object)];
    for (const owner of before) if (!after.includes(owner)) this.dependents.get(owner)?.delete(idOf(place));
    for (const owner of after) if (!before.includes(owner)) this.dependentsOf(owner).set(idOf(place), place);
    const { uid, deletionTimestamp, finalizers = [] } = object.metadata;
    if (type === "DELETED") {
      this.alive.delete(uid);
      this.enqueue(uid);
    } else {
      this.alive.add(uid);
      if (type === "ADDED" && after.length > 0) this.orphanCheck(idOf(place));
      if (deletionTimestamp && (finalizers.includes(FOREGROUND) || finalizers.includes(ORPHAN))) this.waitFor(uid, place, finalizers);
    }
    // A foreground deletion waits for its dependents to go.
    for (const owner of before) if (type === "DELETED" && this.waiting.has(owner)) this.enqueue(owner);
  }

  private waitFor(uid: string, place: Place, finalizers: readonly string[]): void {
    this.waiting.set(uid, { place, isOrphaning: finalizers.includes(ORPHAN) });
    this.enqueue(uid);
  }

  private dependentsOf(uid: string): Map<string, Place> {
    const known = this.dependents.get(uid) ?? new Map<string, Place>();
    this.dependents.set(uid, known);
    return known;
  }

  /** Sees to the dependents of an owner that is gone, or on its way. */
  private collect(uid: string): void {
    const places = [...(this.dependents.get(uid)?.values() ?? [])];
    const waiting = this.waiting.get(uid);
    if (!this.alive.has(uid)) {
      this.waiting.delete(uid);
      for (const place of places) this.removeIfOrphaned(place);
      if (this.dependents.get(uid)?.size === 0) this.dependents.delete(uid);
    } else if (waiting?.isOrphaning) {
      for (const place of places) this.disown(place, uid);
      this.release(waiting.place, ORPHAN, uid);
    } else if (waiting) {
      for (const place of places) this.delete(place, true);
      if ((this.dependents.get(uid)?.size ?? 0) === 0) this.release(waiting.place, FOREGROUND, uid);
    }
  }

  private checkOwners(id: string): void {
    const [resource = "", namespace = "", name = ""] = id.split("|");
    this.removeIfOrphaned({ resource, namespace: namespace || null, name });
  }

  private removeIfOrphaned(place: Place): void {
    const object = this.world.api.store.get(place.resource, place.namespace, place.name);
    const owners = object ? ownersOf(object) : [];
    if (owners.length > 0 && owners.every((owner) => !this.alive.has(owner))) this.delete(place, false);
  }

  private delete({ resource, namespace, name }: Place, isForeground: boolean): void {
    const { store } = this.world.api;
    const object = store.get(resource, namespace, name);
    if (!object || object.metadata.deletionTimestamp) return;
    const hasDependents = (this.dependents.get(object.metadata.uid)?.size ?? 0) > 0;
    store.delete(resource, namespace, name, { propagationPolicy: isForeground && hasDependents ? "Foreground" : "Background" });
  }

  private disown({ resource, namespace, name }: Place, uid: string): void {
    this.world.api.store.update(resource, namespace, name, (object) => {
      const ownerReferences = (object.metadata.ownerReferences ?? []).filter((owner) => owner.uid !== uid);
      return { ...object, metadata: { ...object.metadata, ownerReferences } };
    });
  }

  private release({ resource, namespace, name }: Place, finalizer: string, uid: string): void {
    this.waiting.delete(uid);
    this.world.api.store.update(resource, namespace, name, (object) => {
      const finalizers = (object.metadata.finalizers ?? []).filter((each) => each !== finalizer);
      return { ...object, metadata: { ...object.metadata, finalizers } };
    });
  }
}

/** Removes what belongs to owners that are gone, holds foreground deletions until their dependents are, and frees orphans. */
export function runGarbageCollector(world: ClusterWorld): void {
  new GarbageCollector(world);
}
