import { badRequest } from "../api-error";
import { isFields, type JsonFields } from "../managed-fields/typed-value";
import type { FieldSchema, TypeSchema } from "../schema/type-schema";
import { equalJson } from "../store/equal-json";
import { inPatchOrder } from "./element-order";

const DIRECTIVE = "$patch";
const RETAIN_KEYS = "$retainKeys";
const DELETE_FROM = "$deleteFromPrimitiveList/";
const SET_ORDER = "$setElementOrder/";

const isDirective = (name: string) => name.startsWith("$");

/** A value that only a patch brings in, without the directives that it may contain. */
const withoutDirectives = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.filter((item) => !(isFields(item) && DIRECTIVE in item)).map(withoutDirectives);
  if (!isFields(value)) return value;
  const entries = Object.entries(value).filter(([name, item]) => !isDirective(name) && item !== null);
  return Object.fromEntries(entries.map(([name, item]) => [name, withoutDirectives(item)]));
};

const fieldOf = (schema: TypeSchema, name: string): FieldSchema | undefined => {
  if (schema.kind === "struct") return schema.field(name);
  return schema.kind === "map" ? { schema: schema.values, mergeKey: null, retainsKeys: false } : undefined;
};

const orderOf = (patch: JsonFields, name: string): readonly unknown[] | undefined => {
  const order = patch[`${SET_ORDER}${name}`];
  return Array.isArray(order) ? order : undefined;
};

const mergeItems = (
  target: readonly unknown[],
  patch: readonly unknown[],
  field: FieldSchema,
  order: readonly unknown[] | undefined,
): unknown[] => {
  const key = field.mergeKey ?? "";
  const itemSchema: TypeSchema = field.schema.kind === "list" ? field.schema.items : field.schema;
  const keyOfItem = (item: unknown) => {
    if (key === "" || !isFields(item)) return item;
    if (item[key] === undefined) throw badRequest(`map: ${JSON.stringify(item)} does not contain declared merge key: ${key}`);
    return item[key];
  };
  if (patch.some((item) => isFields(item) && item[DIRECTIVE] === "replace")) return withoutDirectives(patch) as unknown[];
  const isDeleted = (item: unknown) => isFields(item) && item[DIRECTIVE] === "delete";
  const deleted = patch.filter(isDeleted).map(keyOfItem);
  const wanted = patch.filter((item) => !isDeleted(item));
  const original = target.filter((item) => !deleted.includes(keyOfItem(item)));
  const merged = wanted.map((item) => {
    const live = original.find((candidate) => equalJson(keyOfItem(candidate), keyOfItem(item)));
    return isFields(item) && isFields(live) ? strategicMerge(live, item, itemSchema) : withoutDirectives(item);
  });
  const keys = (items: readonly unknown[]) => items.map(keyOfItem);
  return inPatchOrder({ original, merged, keyOf: keyOfItem, patchOrder: order ? keys(order) : keys(wanted) });
};

const mergeList = (target: unknown, patch: readonly unknown[], name: string, holder: JsonFields, field: FieldSchema): unknown => {
  if (field.mergeKey === null) return withoutDirectives(patch);
  return mergeItems(Array.isArray(target) ? target : [], patch, field, orderOf(holder, name));
};

const mergeField = (target: unknown, patch: unknown, name: string, holder: JsonFields, schema: TypeSchema): unknown => {
  const field = fieldOf(schema, name);
  if (Array.isArray(patch)) return field ? mergeList(target, patch, name, holder, field) : withoutDirectives(patch);
  if (!isFields(patch)) return patch;
  if (patch[DIRECTIVE] === "replace" || !isFields(target)) return withoutDirectives(patch);
  return strategicMerge(target, patch, field?.schema ?? { kind: "scalar", type: "json" });
};

/**
 * A strategic merge patch: like a merge patch, but lists with a merge key are merged by it, and `$patch`, `$retainKeys`,
 * `$setElementOrder/...` and `$deleteFromPrimitiveList/...` say what else is to be done.
 */
export function strategicMerge(target: JsonFields, patch: JsonFields, schema: TypeSchema): Record<string, unknown> {
  const retained = patch[RETAIN_KEYS];
  const kept = Object.entries(target).filter(([name]) => !Array.isArray(retained) || retained.includes(name));
  const merged: Record<string, unknown> = Object.fromEntries(kept);
  for (const [name, value] of Object.entries(patch)) {
    if (name.startsWith(DELETE_FROM) && Array.isArray(value)) {
      const list = merged[name.slice(DELETE_FROM.length)];
      if (Array.isArray(list)) merged[name.slice(DELETE_FROM.length)] = list.filter((item) => !value.includes(item));
    }
  }
  for (const [name, value] of Object.entries(patch)) {
    if (isDirective(name)) continue;
    if (value === null || (isFields(value) && value[DIRECTIVE] === "delete")) delete merged[name];
    else merged[name] = mergeField(merged[name], value, name, patch, schema);
  }
  return merged;
}
