import { Environment } from "@marcbachmann/cel-js";
import { builtinSchema } from "../kube/schema/builtin-schema";
import { anySchema, type ScalarType, type StructSchema, type TypeSchema } from "../kube/schema/type-schema";
import { registerKubernetesLibrary } from "./cel-library";

/** The variables of a policy, by name, each with its CEL type. */
export type VariableTypes = Readonly<Record<string, string>>;

const SCALARS: Readonly<Record<ScalarType, string>> = {
  ...{ string: "string", int32: "int", int64: "int", double: "double", bool: "bool", bytes: "bytes", json: "dyn" },
  ...{ Time: "google.protobuf.Timestamp", MicroTime: "google.protobuf.Timestamp", Quantity: "dyn", IntOrString: "dyn" },
};

/** What the `request` of a policy has. */
const REQUEST_TYPES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  RequestKind: { group: "string", version: "string", kind: "string" },
  RequestResource: { group: "string", version: "string", resource: "string" },
  RequestUser: { username: "string", uid: "string", groups: "list<string>", extra: "map<string, list<string>>" },
  Request: {
    ...{ kind: "RequestKind", resource: "RequestResource", subResource: "string", requestKind: "RequestKind" },
    ...{ requestResource: "RequestResource", requestSubResource: "string", name: "string", namespace: "string" },
    ...{ operation: "string", userInfo: "RequestUser", dryRun: "bool", options: "dyn" },
  },
};

/** CEL type names cannot have dots of their own. */
const typeName = ({ name }: StructSchema) => `K8s_${name.replaceAll(".", "_")}`;

/** Types in the order in which they can be registered: the types of fields before the types that have them. */
interface TypeOrder {
  readonly seen: Set<string>;
  readonly structs: StructSchema[];
}

const celTypeOf = (schema: TypeSchema, order: TypeOrder): string => {
  if (schema.kind === "scalar") return SCALARS[schema.type];
  if (schema.kind === "list") return `list<${celTypeOf(schema.items, order)}>`;
  if (schema.kind === "map") return `map<string, ${celTypeOf(schema.values, order)}>`;
  // The anonymous structs of custom resources have no name to be registered by.
  if (schema.name === "" || schema.keepsUnknown) return "dyn";
  const name = typeName(schema);
  if (!order.seen.has(name)) {
    order.seen.add(name);
    for (const field of fieldSchemas(schema)) celTypeOf(field, order);
    order.structs.push(schema);
  }
  return name;
};

const fieldSchemas = (struct: StructSchema) => struct.fieldNames.map((field) => struct.field(field)?.schema ?? anySchema);

const registerSchemas = (env: Environment, schemas: readonly TypeSchema[]): readonly string[] => {
  const order: TypeOrder = { seen: new Set(), structs: [] };
  const names = schemas.map((schema) => celTypeOf(schema, order));
  for (const struct of order.structs) {
    const types = fieldSchemas(struct).map((field) => celTypeOf(field, order));
    const fields = struct.fieldNames.map((field, i) => [field, types[i] ?? "dyn"] as const);
    env.registerType({ name: typeName(struct), schema: Object.fromEntries(fields) });
  }
  return names;
};

/** The environments in which one kind of object is known by its schema, or by nothing (`dyn`). */
const bases = new Map<string, Environment>();

const baseFor = (schema: StructSchema | null): Environment => {
  const key = schema ? schema.name : "";
  const known = bases.get(key);
  if (known) return known;
  const env = registerKubernetesLibrary(new Environment({ enableOptionalTypes: true }));
  for (const [name, fields] of Object.entries(REQUEST_TYPES)) env.registerType({ name, schema: fields });
  const [namespace = "dyn", object = "dyn"] = registerSchemas(env, [builtinSchema("Namespace"), ...(schema ? [schema] : [])]);
  env.registerVariable("object", object).registerVariable("oldObject", object);
  env.registerVariable("request", "Request").registerVariable("namespaceObject", namespace);
  // A custom kind may be defined again, with another schema.
  if (!schema || builtinSchema(schema.name) === schema) bases.set(key, env);
  return env;
};

/**
 * An environment to check expressions in. With a schema the object is typed, and a field that it does not have is found;
 * without, the object may be anything, as the API server sees it when a policy is created.
 */
export function checkingEnvironment(schema: StructSchema | null, variables: VariableTypes | null, hasParams: boolean): Environment {
  const env = baseFor(schema).clone();
  if (hasParams) env.registerVariable("params", "dyn");
  if (variables && Object.keys(variables).length > 0) {
    env.registerType({ name: "PolicyVariables", schema: { ...variables } });
    env.registerVariable("variables", "PolicyVariables");
  }
  return env;
}

const evaluation = registerKubernetesLibrary(new Environment({ enableOptionalTypes: true, homogeneousAggregateLiterals: true }));
for (const name of ["object", "oldObject", "request", "namespaceObject", "params", "variables"]) evaluation.registerVariable(name, "dyn");

/** The environment in which checked expressions are evaluated, on plain values. */
export const evaluationEnvironment = evaluation;

/** The names of all functions that an expression may call. */
export const knownFunctions: ReadonlySet<string> = new Set(evaluation.getDefinitions().functions.map(({ name }) => name));
