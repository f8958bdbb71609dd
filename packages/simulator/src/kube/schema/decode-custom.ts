import { builtinSchema } from "./builtin-schema";
import type { Decoded } from "./decode-builtin";
import { decodeBuiltin } from "./decode-builtin";
import type { StructSchema, TypeSchema } from "./type-schema";

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null && !Array.isArray(value);

const prune = (value: unknown, schema: TypeSchema, path: string, unknownFields: string[]): unknown => {
  if (schema.kind === "list" && Array.isArray(value)) {
    return value.map((item, i) => prune(item, schema.items, `${path}[${i}]`, unknownFields));
  }
  if (!isObject(value)) return value;
  if (schema.kind === "map") {
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [key, prune(item, schema.values, `${path}.${key}`, unknownFields)]),
    );
  }
  return schema.kind === "struct" ? pruneStruct(value, schema, path, unknownFields) : value;
};

const pruneStruct = (value: Record<string, unknown>, schema: StructSchema, path: string, unknownFields: string[]) => {
  const kept: Record<string, unknown> = {};
  for (const [name, item] of Object.entries(value)) {
    const field = schema.field(name);
    const fieldPath = path === "" ? name : `${path}.${name}`;
    if (!field) unknownFields.push(fieldPath);
    else if (item !== undefined) kept[name] = prune(item, field.schema, fieldPath, unknownFields);
  }
  for (const name of schema.fieldNames) {
    const field = schema.field(name);
    // What is filled in is filled itself: a default deeper down applies wherever its parent is there.
    if (field?.defaultValue !== undefined && (kept[name] === undefined || kept[name] === null))
      kept[name] = prune(structuredClone(field.defaultValue), field.schema, path, []);
  }
  return kept;
};

const objectMeta = builtinSchema("ObjectMeta");

/** Reads a body as a custom resource: drops what its schema does not name, and fills the schema's defaults. */
export function decodeCustom(body: Record<string, unknown>, schema: StructSchema): Decoded {
  const unknownFields: string[] = [];
  const { metadata, ...rest } = body;
  const value = pruneStruct(rest, schema, "", unknownFields);
  if (metadata !== undefined && objectMeta.kind === "struct") {
    const decoded = decodeBuiltin(isObject(metadata) ? metadata : {}, objectMeta);
    unknownFields.push(...decoded.unknownFields.map((field) => `metadata.${field}`));
    value.metadata = decoded.value;
  }
  return { value, unknownFields };
}
