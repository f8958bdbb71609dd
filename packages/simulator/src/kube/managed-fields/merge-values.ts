import type { ListSchema, TypeSchema } from "../schema/type-schema";
import type { FieldSet } from "./field-set";
import { granularityOf, isFields, itemElement, type JsonFields, schemaOfField } from "./typed-value";

const mergeLists = (live: readonly unknown[], config: readonly unknown[], schema: ListSchema): unknown[] => {
  const liveByElement = new Map(live.map((item) => [itemElement(item, schema), item]));
  const wanted = config.map((item) => [itemElement(item, schema), item] as const);
  const inConfig = new Set(wanted.map(([element]) => element));
  const merged: unknown[] = [];
  const emit = () => {
    const next = wanted.shift();
    if (!next) return;
    const [element, item] = next;
    merged.push(liveByElement.has(element) ? mergeAt(liveByElement.get(element), item, schema.items) : item);
  };
  // The configuration's order wins; what only the live object has keeps its place between.
  for (const [element, item] of liveByElement) {
    if (inConfig.has(element)) emit();
    else merged.push(item);
  }
  while (wanted.length > 0) emit();
  return merged;
};

const mergeAt = (live: unknown, config: unknown, schema: TypeSchema): unknown => {
  if (live === undefined || config === undefined) return config ?? live;
  const granularity = granularityOf(config, schema);
  if (granularity === "whole" || granularityOf(live, schema) !== granularity) return config;
  if (granularity === "fields") return mergeValues(live as JsonFields, config as JsonFields, schema);
  return schema.kind === "list" ? mergeLists(live as readonly unknown[], config as readonly unknown[], schema) : config;
};

/** The live object with all that a configuration says laid over it. */
export function mergeValues(live: JsonFields, config: JsonFields, schema: TypeSchema): Record<string, unknown> {
  const merged: Record<string, unknown> = { ...live };
  for (const [name, value] of Object.entries(config)) merged[name] = mergeAt(live[name], value, schemaOfField(schema, name));
  return merged;
}

const removeAt = (value: unknown, fields: FieldSet, schema: TypeSchema): unknown => {
  if (isFields(value)) return removeFields(value, fields, schema);
  if (!Array.isArray(value) || schema.kind !== "list") return value;
  const kept = value.filter((item) => !fields.members.has(itemElement(item, schema)));
  return kept.map((item) => {
    const below = fields.children.get(itemElement(item, schema));
    return below ? removeAt(item, below, schema.items) : item;
  });
};

/** The object without the given fields, and all that lies below them. */
export function removeFields(value: JsonFields, fields: FieldSet, schema: TypeSchema): Record<string, unknown> {
  const kept: Record<string, unknown> = {};
  for (const [name, item] of Object.entries(value)) {
    if (fields.members.has(`f:${name}`)) continue;
    const below = fields.children.get(`f:${name}`);
    kept[name] = below ? removeAt(item, below, schemaOfField(schema, name)) : item;
  }
  return kept;
}
