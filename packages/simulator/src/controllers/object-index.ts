import type { KubeObject } from "../kube/cluster-store";
import { keyOf } from "../kube/store/object-identity";
import type { ControllerRuntime } from "./controller-runtime";

/** The objects of a resource by something else than their name, kept as they change. */
export class ObjectIndex<T extends KubeObject> {
  private readonly groups = new Map<string, Map<string, T>>();

  constructor(runtime: ControllerRuntime, resource: string, groupOf: (object: T) => string | undefined) {
    runtime.watch(resource, ({ type, object, previous }) => {
      // What is stored under this resource has been checked as its kind.
      const [before, after] = [previous && groupOf(previous as T), type === "DELETED" ? undefined : groupOf(object as T)];
      if (previous && before !== after) this.remove(before, previous as T);
      this.add(after, object as T);
    });
  }

  /** The objects of a group as they are now, in the order in which they came. */
  of(group: string): readonly T[] {
    return [...(this.groups.get(group)?.values() ?? [])];
  }

  /** How many objects a group has. */
  count(group: string): number {
    return this.groups.get(group)?.size ?? 0;
  }

  private add(group: string | undefined, object: T): void {
    if (group === undefined) return;
    const members = this.groups.get(group) ?? new Map<string, T>();
    this.groups.set(group, members);
    members.set(keyOf(object), object);
  }

  private remove(group: string | undefined, object: T): void {
    if (group === undefined) return;
    const members = this.groups.get(group);
    members?.delete(keyOf(object));
    if (members?.size === 0) this.groups.delete(group);
  }
}
