/** What an OpenAPI v3 document says of one type or field; only what is read here. */
interface OpenApiSchema {
  readonly type?: string;
  readonly format?: string;
  readonly default?: unknown;
  readonly $ref?: string;
  readonly allOf?: readonly OpenApiSchema[];
  readonly items?: OpenApiSchema;
  readonly properties?: Readonly<Record<string, OpenApiSchema>>;
  readonly additionalProperties?: OpenApiSchema;
  readonly required?: readonly string[];
  readonly "x-kubernetes-list-type"?: string;
  readonly "x-kubernetes-list-map-keys"?: readonly string[];
  readonly "x-kubernetes-map-type"?: string;
  readonly "x-kubernetes-patch-strategy"?: string;
  readonly "x-kubernetes-patch-merge-key"?: string;
}

/** One resource as a server's discovery names it. */
export interface DiscoveredResource {
  readonly name: string;
  readonly singularName: string;
  readonly namespaced: boolean;
  readonly kind: string;
  readonly verbs: readonly string[];
  readonly shortNames?: readonly string[];
  readonly categories?: readonly string[];
  readonly subresources?: readonly string[];
}

const KEPT_SUBRESOURCES = ["eviction", "exec", "finalize", "log", "scale", "status"];

/** The API groups and resources whose facts are kept: all that the simulator serves. */
export const keptResources: Readonly<Record<string, readonly string[]>> = {
  v1: [
    ...["configmaps", "endpoints", "events", "limitranges", "namespaces", "nodes", "persistentvolumeclaims", "persistentvolumes"],
    ...["pods", "resourcequotas", "secrets", "serviceaccounts", "services"],
  ],
  "admissionregistration.k8s.io/v1": [
    ...["mutatingwebhookconfigurations", "validatingadmissionpolicies", "validatingadmissionpolicybindings"],
    "validatingwebhookconfigurations",
  ],
  "apiextensions.k8s.io/v1": ["customresourcedefinitions"],
  "apps/v1": ["controllerrevisions", "daemonsets", "deployments", "replicasets", "statefulsets"],
  "authorization.k8s.io/v1": ["selfsubjectaccessreviews", "selfsubjectrulesreviews"],
  "autoscaling/v2": ["horizontalpodautoscalers"],
  "batch/v1": ["cronjobs", "jobs"],
  "coordination.k8s.io/v1": ["leases"],
  "discovery.k8s.io/v1": ["endpointslices"],
  "networking.k8s.io/v1": ["ingressclasses", "ingresses", "networkpolicies"],
  "node.k8s.io/v1": ["runtimeclasses"],
  "policy/v1": ["poddisruptionbudgets"],
  "rbac.authorization.k8s.io/v1": ["clusterrolebindings", "clusterroles", "rolebindings", "roles"],
  "scheduling.k8s.io/v1": ["priorityclasses"],
  "storage.k8s.io/v1": ["csidrivers", "csinodes", "storageclasses"],
};

const pathOf = (groupVersion: string) => (groupVersion === "v1" ? "api/v1" : `apis/${groupVersion}`);
const refOf = (schema: OpenApiSchema) => schema.$ref ?? schema.allOf?.[0]?.$ref;
const definitionOf = (ref: string) => ref.slice(ref.lastIndexOf("/") + 1);

/** Types that a decoder treats as one value; everything else is a struct of its own. */
const WELL_KNOWN: Readonly<Record<string, string>> = {
  "api.resource.Quantity": "Quantity",
  "meta.v1.Time": "Time",
  "meta.v1.MicroTime": "MicroTime",
  "meta.v1.FieldsV1": "json",
  "runtime.RawExtension": "json",
  "util.intstr.IntOrString": "IntOrString",
  "apiextensions.v1.JSON": "json",
  "apiextensions.v1.JSONSchemaPropsOrArray": "json",
  "apiextensions.v1.JSONSchemaPropsOrBool": "json",
  "apiextensions.v1.JSONSchemaPropsOrStringArray": "json",
  // A schema nests itself without end, and is read as plain JSON where it is used.
  "apiextensions.v1.JSONSchemaProps": "json",
};

const nameOf = (definition: string): string => {
  const known = Object.entries(WELL_KNOWN).find(([suffix]) => definition.endsWith(`.${suffix}`));
  if (known) return known[1];
  const [group = "", , kind = ""] = definition.split(".").slice(-3);
  // Two groups have an EndpointPort each, and a ServiceReference each.
  return ["EndpointPort", "ServiceReference", "WebhookClientConfig"].includes(kind) ? `${group}.${kind}` : kind;
};

const scalarOf = ({ type, format }: OpenApiSchema): string => {
  if (type === "string") return format === "byte" ? "bytes" : "string";
  if (type === "integer") return format === "int32" ? "int32" : "int64";
  if (type === "number") return "double";
  return type === "boolean" ? "bool" : "json";
};

const typeOf = (schema: OpenApiSchema): string => {
  const ref = refOf(schema);
  if (ref) return nameOf(definitionOf(ref));
  if (schema.items) return `[${typeOf(schema.items)}]`;
  if (schema.additionalProperties) return `{${typeOf(schema.additionalProperties)}}`;
  return scalarOf(schema);
};

const isTelling = (value: unknown) => typeof value === "string" && value !== "";

/** `[ContainerPort] list=map:containerPort,protocol merge=containerPort`: the type, then what is special about it. */
const encodeField = (schema: OpenApiSchema): string => {
  const words = [typeOf(schema)];
  const listType = schema["x-kubernetes-list-type"];
  if (listType === "map") words.push(`list=map:${(schema["x-kubernetes-list-map-keys"] ?? []).join(",")}`);
  if (listType === "set") words.push("list=set");
  const mapType = schema["x-kubernetes-map-type"];
  if (mapType) words.push(`map=${mapType}`);
  const strategies = (schema["x-kubernetes-patch-strategy"] ?? "").split(",");
  if (strategies.includes("merge")) words.push(`merge=${schema["x-kubernetes-patch-merge-key"] ?? ""}`);
  if (strategies.includes("retainKeys")) words.push("retainKeys");
  if (isTelling(schema.default)) words.push(`default=${schema.default}`);
  return words.join(" ");
};

const encodeType = (schema: OpenApiSchema): Record<string, string> => ({
  ...(schema["x-kubernetes-map-type"] === "atomic" ? { $atomic: "true" } : {}),
  ...Object.fromEntries(Object.entries(schema.properties ?? {}).map(([name, field]) => [name, encodeField(field)])),
});

const collect = (definitions: Readonly<Record<string, OpenApiSchema>>, kinds: readonly string[]) => {
  const types = new Map<string, Record<string, string>>();
  const visit = (definition: string): void => {
    const name = nameOf(definition);
    const schema = definitions[definition];
    if (!schema || types.has(name) || Object.values(WELL_KNOWN).includes(name)) return;
    types.set(name, encodeType(schema));
    for (const field of Object.values(schema.properties ?? {})) {
      const inner = field.items ?? field.additionalProperties ?? field;
      const ref = refOf(inner) ?? refOf(inner.items ?? inner.additionalProperties ?? {});
      if (ref) visit(definitionOf(ref));
    }
  };
  for (const kind of kinds) {
    const found = Object.keys(definitions).find((name) => name.endsWith(`.${kind}`));
    if (found) visit(found);
  }
  return types;
};

const line = ([name, value]: readonly [string, unknown]) => `${JSON.stringify(name)}: ${JSON.stringify(value)}`;
const block = (entries: readonly (readonly [string, unknown])[]) => `{\n${entries.map(line).join(",\n")}\n}`;

/**
 * Reads from a real API server what the simulator has to know of the built-in resources: their names and verbs, and the
 * shape of their types (fields, list keys, patch strategies), as JSON with one entry a line. No descriptions are kept.
 */
export async function readKubernetesFacts(get: (path: string) => Promise<unknown>): Promise<string> {
  const resources: [string, DiscoveredResource[]][] = [];
  const types = new Map<string, Record<string, string>>();
  for (const [groupVersion, kept] of Object.entries(keptResources)) {
    const discovered = (await get(`/${pathOf(groupVersion)}`)) as { resources: DiscoveredResource[] };
    const served = discovered.resources.filter(({ name }) => kept.includes(name));
    const { components } = (await get(`/openapi/v3/${pathOf(groupVersion)}`)) as {
      components: { schemas: Record<string, OpenApiSchema> };
    };
    const subresourcesOf = (name: string) =>
      KEPT_SUBRESOURCES.filter((subresource) => discovered.resources.some((other) => other.name === `${name}/${subresource}`));
    const entry = ({ name, singularName, namespaced, kind, verbs, shortNames = [], categories = [] }: DiscoveredResource) => ({
      ...{ name, singularName, namespaced, kind, verbs, shortNames, categories, subresources: subresourcesOf(name) },
    });
    resources.push([groupVersion, served.map(entry)]);
    const kinds = [...served.map(({ kind }) => kind), "Eviction", "Scale", "DeleteOptions"];
    for (const [name, type] of collect(components.schemas, kinds)) {
      const known = types.get(name);
      if (known && JSON.stringify(known) !== JSON.stringify(type)) throw new Error(`two API groups have a type ${name}: tell them apart`);
      types.set(name, type);
    }
  }
  const sorted = [...types].sort(([a], [b]) => (a < b ? -1 : 1));
  return `{\n"resources": ${block(resources)},\n"types": ${block(sorted)}\n}\n`;
}
