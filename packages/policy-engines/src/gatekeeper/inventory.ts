import type { KubeObject } from "./kube-object";

type ByName = Record<string, unknown>;
type ByKind = Record<string, Record<string, ByName>>;

/** What referential templates read as `data.inventory`: all objects, by namespace or of the cluster, apiVersion, kind and name. */
export interface GatekeeperInventory {
  readonly namespace: Readonly<Record<string, ByKind>>;
  readonly cluster: ByKind;
}

// Names of a cluster are keys here, and __proto__ is a name like any other.
const empty = <T>(): Record<string, T> => Object.create(null);

function within<T>(places: Record<string, T>, key: string, make: () => T): T {
  places[key] ??= make();
  return places[key];
}

/** The inventory of these objects. */
export function inventoryOf(objects: Iterable<KubeObject>): GatekeeperInventory {
  const inventory = { namespace: empty<ByKind>(), cluster: empty<Record<string, ByName>>() };
  for (const object of objects) {
    const { name, namespace } = object.metadata;
    if (!name) continue;
    const place = namespace ? within(inventory.namespace, namespace, empty<Record<string, ByName>>) : inventory.cluster;
    const kinds = within(place, object.apiVersion, empty<ByName>);
    within(kinds, object.kind, empty<unknown>)[name] = object;
  }
  return inventory;
}
