import type { ClusterStore, KubeObject } from "./cluster-store";
import { type CustomDefinitionSpec, type CustomVersion, DEFINITIONS } from "./kinds/custom-definition-rules";
import type { ResourceRegistry } from "./resource-registry";
import { apiVersionOf, type ResourceType, resourceKey } from "./resource-type";
import { customSchema, type JsonSchema } from "./schema/custom-schema";
import { decodeCustom } from "./schema/decode-custom";
import { validateCustom } from "./schema/validate-custom";
import { timestamp } from "./store/object-identity";

const VERBS = ["delete", "deletecollection", "get", "list", "patch", "create", "update", "watch"];
const CLEANUP = "customresourcecleanup.apiextensions.k8s.io";

interface Definition extends KubeObject {
  readonly spec: CustomDefinitionSpec;
}

const typeOf = ({ spec }: Definition, version: CustomVersion, servedSince: number): ResourceType => {
  const { group, names, scope } = spec;
  const rawSchema: JsonSchema = version.schema?.openAPIV3Schema ?? {};
  const schema = customSchema(names.kind, rawSchema);
  const { status, scale } = version.subresources ?? {};
  return {
    ...{ group, version: version.name, plural: names.plural, kind: names.kind, schema, servedSince },
    singular: names.singular ?? names.kind.toLowerCase(),
    listKind: names.listKind ?? `${names.kind}List`,
    isNamespaced: scope === "Namespaced",
    verbs: VERBS,
    shortNames: names.shortNames ?? [],
    categories: names.categories ?? [],
    subresources: [...(status ? ["status"] : []), ...(scale ? ["scale"] : [])],
    key: resourceKey(group, names.plural),
    apiVersion: apiVersionOf(group, version.name),
    isCustom: true,
    decode: (body) => decodeCustom(body, schema),
    violations: (object) => validateCustom(object, { ...rawSchema, type: undefined }),
    ...(scale ? { scalePaths: { spec: scale.specReplicasPath, status: scale.statusReplicasPath, selector: scale.labelSelectorPath } } : {}),
    columns: version.additionalPrinterColumns ?? [],
  };
};

const condition = (type: string, reason: string, message: string, now: Date) => ({
  ...{ type, status: "True", lastTransitionTime: timestamp(now), reason, message },
});

/**
 * Serves what a cluster's CustomResourceDefinitions define, from the moment in which they are stored, and takes their
 * instances away before a definition goes. `serve` is called with the store's version, from which on watches can start.
 */
export function followCustomDefinitions(store: ClusterStore, registry: ResourceRegistry, now: () => Date): void {
  const establish = (definition: Definition) => {
    const { names } = definition.spec;
    store.update(DEFINITIONS, null, definition.metadata.name, (current) => ({
      ...current,
      metadata: { ...current.metadata, finalizers: [...new Set([...(current.metadata.finalizers ?? []), CLEANUP])] },
      status: {
        ...(current.status as object),
        conditions: [
          condition("NamesAccepted", "NoConflicts", "no conflicts found", now()),
          condition("Established", "InitialNamesAccepted", "the initial names have been accepted", now()),
        ],
        acceptedNames: names,
      },
    }));
  };
  const serve = (definition: Definition) => {
    const key = resourceKey(definition.spec.group, definition.spec.names.plural);
    const since = registry.byKey(key)?.servedSince ?? store.resourceVersion;
    const served = definition.spec.versions.filter((version) => version.served);
    registry.serve(
      key,
      served.map((version) => typeOf(definition, version, since)),
    );
  };
  const cleanUp = (definition: Definition) => {
    const key = resourceKey(definition.spec.group, definition.spec.names.plural);
    for (const { metadata } of store.list(key)) store.delete(key, metadata.namespace ?? null, metadata.name);
    if (store.list(key).length > 0) return;
    store.update(DEFINITIONS, null, definition.metadata.name, (current) => ({
      ...current,
      metadata: { ...current.metadata, finalizers: (current.metadata.finalizers ?? []).filter((finalizer) => finalizer !== CLEANUP) },
    }));
  };
  store.subscribe(({ type, resource, object }) => {
    if (resource !== DEFINITIONS) {
      if (type === "DELETED") finishCleanUp(resource);
      return;
    }
    // What is stored under this resource has been checked as a definition.
    const definition = object as Definition;
    if (type === "DELETED") registry.withdraw(resourceKey(definition.spec.group, definition.spec.names.plural));
    else if (definition.metadata.deletionTimestamp) cleanUp(definition);
    else serve(definition);
    if (type === "ADDED") establish(definition);
  });
  const finishCleanUp = (resource: string) => {
    const definition = store.get(DEFINITIONS, null, resource) as Definition | undefined;
    if (definition?.metadata.deletionTimestamp) cleanUp(definition);
  };
}
