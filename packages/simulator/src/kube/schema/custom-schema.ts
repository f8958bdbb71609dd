import { builtinSchema } from "./builtin-schema";
import { anySchema, type FieldSchema, type StructSchema, type TypeSchema } from "./type-schema";

/** The part of a CustomResourceDefinition's `openAPIV3Schema` that is acted upon. */
export interface JsonSchema {
  readonly type?: string;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly additionalProperties?: JsonSchema | boolean;
  readonly items?: JsonSchema;
  readonly required?: readonly string[];
  readonly default?: unknown;
  readonly enum?: readonly unknown[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly pattern?: string;
  readonly nullable?: boolean;
  readonly "x-kubernetes-preserve-unknown-fields"?: boolean;
  readonly "x-kubernetes-int-or-string"?: boolean;
  readonly "x-kubernetes-list-type"?: "atomic" | "set" | "map";
  readonly "x-kubernetes-list-map-keys"?: readonly string[];
  readonly "x-kubernetes-map-type"?: "atomic" | "granular";
}

const asField = (schema: TypeSchema, defaultValue?: unknown): FieldSchema => ({
  ...{ schema, mergeKey: null, retainsKeys: false },
  ...(defaultValue === undefined ? {} : { defaultValue }),
});

const structOf = (name: string, schema: JsonSchema, own: Readonly<Record<string, FieldSchema>> = {}): StructSchema => {
  const properties = schema.properties ?? {};
  const fields = new Map<string, FieldSchema>(Object.entries(own));
  const keepsUnknown = schema["x-kubernetes-preserve-unknown-fields"] === true;
  return {
    kind: "struct",
    name,
    isAtomic: schema["x-kubernetes-map-type"] === "atomic",
    keepsUnknown,
    fieldNames: [...Object.keys(own), ...Object.keys(properties)],
    field(field) {
      const known = fields.get(field);
      if (known) return known;
      const property = Object.hasOwn(properties, field) ? properties[field] : undefined;
      if (!property) return keepsUnknown ? asField(anySchema) : undefined;
      const decoded = asField(typeSchemaOf(property), property.default);
      fields.set(field, decoded);
      return decoded;
    },
  };
};

const typeSchemaOf = (schema: JsonSchema): TypeSchema => {
  if (schema.properties) return structOf("", schema);
  if (typeof schema.additionalProperties === "object") {
    const isAtomic = schema["x-kubernetes-map-type"] === "atomic";
    return { kind: "map", values: typeSchemaOf(schema.additionalProperties), isAtomic };
  }
  if (schema.type === "array") {
    const items = schema.items ? typeSchemaOf(schema.items) : anySchema;
    const keys = schema["x-kubernetes-list-map-keys"] ?? [];
    return { kind: "list", items, listType: schema["x-kubernetes-list-type"] ?? "atomic", keys };
  }
  const keepsUnknown = schema["x-kubernetes-preserve-unknown-fields"] === true || schema.additionalProperties === true;
  return schema.type === "object" && !keepsUnknown ? structOf("", schema) : anySchema;
};

/** The schema of a custom resource: its own fields, and the metadata that every object has. */
export const customSchema = (kind: string, schema: JsonSchema): StructSchema =>
  structOf(kind, schema, {
    apiVersion: asField(anySchema),
    kind: asField(anySchema),
    metadata: asField(builtinSchema("ObjectMeta")),
  });
