import type { KubeObject } from "../../kube/cluster-store";
import type { ClusterWorld } from "../cluster-world";

interface Namespace extends KubeObject {
  readonly spec?: { readonly finalizers?: readonly string[] };
}

/** Empties namespaces that are being deleted, lets them go when nothing is left, and gives new ones their default account. */
export function runNamespaces({ runtime, api }: ClusterWorld): void {
  const { store, types } = api;

  const empty = (namespace: string): number => {
    let left = 0;
    const keys = new Set(types.all().flatMap(({ isNamespaced, key }) => (isNamespaced ? [key] : [])));
    for (const key of keys) {
      for (const { metadata } of store.list(key, namespace)) {
        if (!metadata.deletionTimestamp) store.delete(key, namespace, metadata.name, { propagationPolicy: "Background" });
      }
      left += store.list(key, namespace).length;
    }
    return left;
  };

  const enqueue = runtime.controller<Namespace>("namespaces", ({ metadata }) => {
    if (!metadata.deletionTimestamp) {
      store.create("serviceaccounts", {
        apiVersion: "v1",
        kind: "ServiceAccount",
        metadata: { name: "default", namespace: metadata.name },
      });
      return;
    }
    if (empty(metadata.name) > 0) return;
    store.update("namespaces", null, metadata.name, (current) => ({
      ...current,
      spec: { ...(current as Namespace).spec, finalizers: [] },
    }));
  });
  runtime.watchAll(({ type, object }) => {
    const { namespace } = object.metadata;
    const isGoing = type === "DELETED" && namespace !== undefined && store.get("namespaces", null, namespace)?.metadata.deletionTimestamp;
    if (isGoing && namespace) enqueue(namespace);
  });
}
