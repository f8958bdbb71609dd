import type { ListSchema, TypeSchema } from "../schema/type-schema";
import { anySchema } from "../schema/type-schema";

/** A JSON object whose fields are looked at one by one. */
export type JsonFields = Readonly<Record<string, unknown>>;

/** Whether a value is a JSON object. */
export const isFields = (value: unknown): value is JsonFields => typeof value === "object" && value !== null && !Array.isArray(value);

/** How a value is merged: by its fields, by the keys of its items, as a set, or as a whole. */
export type Granularity = "fields" | "items" | "set" | "whole";

/** The granularity of a value under its schema; what has no schema is merged by fields, and its lists as a whole. */
export function granularityOf(value: unknown, schema: TypeSchema): Granularity {
  if (schema.kind === "list") {
    if (!Array.isArray(value)) return "whole";
    if (schema.listType === "map") return "items";
    return schema.listType === "set" ? "set" : "whole";
  }
  if (!isFields(value)) return "whole";
  if (schema.kind === "scalar") return schema.type === "json" ? "fields" : "whole";
  return schema.isAtomic ? "whole" : "fields";
}

/** The schema of one field of an object. */
export function schemaOfField(schema: TypeSchema, field: string): TypeSchema {
  if (schema.kind === "struct") return schema.field(field)?.schema ?? anySchema;
  return schema.kind === "map" ? schema.values : anySchema;
}

/** The path element of a list item: its keys in order, with the schema's default for one that is not given. */
export function itemElement(item: unknown, schema: ListSchema): string {
  if (schema.listType === "set" || !isFields(item)) return `v:${JSON.stringify(item)}`;
  const keys = schema.keys.toSorted().map((key) => {
    const fallback = schema.items.kind === "struct" ? schema.items.field(key)?.defaultValue : undefined;
    return [key, item[key] ?? fallback] as const;
  });
  return `k:${JSON.stringify(Object.fromEntries(keys.filter(([, value]) => value !== undefined)))}`;
}
