import type { ClusterApi } from "../kube/cluster-api";
import { createObject } from "../kube/write/create-object";
import type { FleetCluster } from "./fleet-spec";

const OPTIONS = {
  isDryRun: false,
  fieldManager: "kubectl-client-side-apply",
  fieldValidation: "Strict",
  user: "kubernetes-admin",
} as const;

interface Manifest {
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly metadata?: { readonly name?: string; readonly namespace?: string };
  readonly status?: unknown;
}

/** Puts the objects of a fleet's cluster into it, each checked as the API would check it. Throws with the name of a bad one. */
export function fillCluster(api: ClusterApi, { name, objects, prepared = [] }: FleetCluster): void {
  for (const object of objects) {
    const { apiVersion = "", kind = "", metadata = {}, status } = object as Manifest;
    const type = api.types.byKind(apiVersion, kind);
    if (!type) throw new Error(`${name}: nothing serves ${apiVersion} ${kind} (${metadata.name})`);
    const namespace = type.isNamespaced ? (metadata.namespace ?? "default") : null;
    try {
      const created = createObject(api, type, namespace, { ...object }, OPTIONS);
      // An operator's report is part of the picture; the API itself would not take it with the object.
      if (type.isCustom && status)
        api.store.update(type.key, namespace, created.object.metadata.name, (current) => ({ ...current, status }));
    } catch (cause) {
      throw new Error(`${name}: ${kind} ${metadata.namespace ?? ""}/${metadata.name} is not accepted`, { cause });
    }
  }
  for (const { resource, draft } of prepared) api.store.create(resource, draft);
}
