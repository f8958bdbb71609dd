import { type FieldCause, fieldCause } from "../field-cause";
import type { JsonSchema } from "./custom-schema";

const typeOf = (value: unknown): string => {
  if (Array.isArray(value)) return "array";
  if (typeof value === "number") return Number.isInteger(value) ? "integer" : "number";
  return value === null ? "null" : typeof value;
};

const isOfType = (value: unknown, schema: JsonSchema): boolean => {
  const type = typeOf(value);
  if (schema["x-kubernetes-int-or-string"]) return type === "integer" || type === "string";
  if (schema.type === undefined || (type === "null" && schema.nullable)) return true;
  return type === schema.type || (schema.type === "number" && type === "integer");
};

const limits = (value: unknown, schema: JsonSchema, path: string): FieldCause[] => {
  const found: FieldCause[] = [];
  const refuse = (rule: string) => found.push(fieldCause.invalid(path, value, `${path} in body should ${rule}`));
  const { minimum, maximum, minLength, maxLength, minItems, maxItems, pattern } = schema;
  if (typeof value === "number") {
    if (minimum !== undefined && value < minimum) refuse(`be greater than or equal to ${minimum}`);
    if (maximum !== undefined && value > maximum) refuse(`be less than or equal to ${maximum}`);
  }
  if (typeof value === "string") {
    if (minLength !== undefined && value.length < minLength) refuse(`be at least ${minLength} chars long`);
    if (maxLength !== undefined && value.length > maxLength) found.push(fieldCause.tooLong(path, maxLength));
    if (pattern !== undefined && !new RegExp(pattern).test(value)) refuse(`match '${pattern}'`);
  }
  if (Array.isArray(value)) {
    if (minItems !== undefined && value.length < minItems) refuse(`have at least ${minItems} items`);
    if (maxItems !== undefined && value.length > maxItems) found.push(fieldCause.tooMany(path, value.length, maxItems));
  }
  if (schema.enum && !schema.enum.includes(value)) found.push(fieldCause.notSupported(path, value, schema.enum.map(String)));
  return found;
};

const children = (value: unknown, schema: JsonSchema, path: string): FieldCause[] => {
  if (Array.isArray(value)) return value.flatMap((item, i) => (schema.items ? validateCustom(item, schema.items, `${path}[${i}]`) : []));
  if (typeof value !== "object" || value === null) return [];
  const fields = value as Record<string, unknown>;
  const at = (name: string) => (path === "" ? name : `${path}.${name}`);
  const missing = (schema.required ?? []).filter((name) => fields[name] === undefined).map((name) => fieldCause.required(at(name)));
  const known = Object.entries(fields).flatMap(([name, item]) => {
    const property = schema.properties?.[name];
    const other = typeof schema.additionalProperties === "object" ? schema.additionalProperties : undefined;
    const inner = property ?? other;
    return inner && item !== undefined ? validateCustom(item, inner, at(name)) : [];
  });
  return [...missing, ...known];
};

/** What a custom resource violates of its definition's schema. */
export function validateCustom(value: unknown, schema: JsonSchema, path = ""): FieldCause[] {
  if (!isOfType(value, schema)) {
    const type = typeOf(value);
    return [fieldCause.typeInvalid(path, type, `${path} in body must be of type ${schema.type}: ${JSON.stringify(type)}`)];
  }
  return [...children(value, schema, path), ...limits(value, schema, path)];
}
