import type { ClusterStore, KubeObject, StoreChange } from "../cluster-store";
import { isSelected, type Selection } from "./list-objects";

/** An event of a watch, before it is written in the watcher's form. */
export interface WatchEvent {
  readonly type: "ADDED" | "MODIFIED" | "DELETED";
  readonly object: KubeObject;
}

/** One who follows a selection of objects. */
export interface Watcher {
  readonly selection: Selection;
  notify(event: WatchEvent): void;
}

const isInNamespace = ({ namespace }: Selection, object: KubeObject) => namespace === undefined || object.metadata.namespace === namespace;

/**
 * What a change is to one who sees only a selection: an object that starts to match is new, one that no longer matches is
 * gone (shown as it was last seen, with the version of the change), and the rest is not seen at all.
 */
export function eventFor(selection: Selection, { type, object, previous }: StoreChange): WatchEvent | null {
  if (!isInNamespace(selection, object)) return null;
  const was = previous !== undefined && type !== "ADDED" && isSelected(selection, previous);
  const is = type !== "DELETED" && isSelected(selection, object);
  if (was && is) return { type: "MODIFIED", object };
  if (is) return { type: "ADDED", object };
  if (!was || !previous) return null;
  if (type === "DELETED") return { type: "DELETED", object };
  const { resourceVersion } = object.metadata;
  return { type: "DELETED", object: { ...previous, metadata: { ...previous.metadata, resourceVersion } } };
}

/** Passes the changes of a cluster on to its watchers, by resource. */
export class WatchHub {
  private readonly watchers = new Map<string, Set<Watcher>>();

  constructor(store: ClusterStore) {
    store.subscribe((change) => {
      const watchers = this.watchers.get(change.resource);
      if (!watchers) return;
      for (const watcher of watchers) {
        const event = eventFor(watcher.selection, change);
        if (event) watcher.notify(event);
      }
    });
  }

  /** Starts a watcher; the returned function ends it. */
  add(watcher: Watcher): () => void {
    const { key } = watcher.selection.type;
    const watchers = this.watchers.get(key) ?? new Set();
    this.watchers.set(key, watchers);
    watchers.add(watcher);
    return () => watchers.delete(watcher);
  }
}
