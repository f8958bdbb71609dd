import type { Json } from "@holdfast/contracts/json";
import type { FieldChange } from "@holdfast/contracts/object-change";

/** So many differences are told; what differs in more is another object. */
export const MOST_FIELDS = 200;

const isObject = (value: Json | undefined): value is { [key: string]: Json } =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const escaped = (key: string) => key.replaceAll("~", "~0").replaceAll("/", "~1");

function compare(before: Json | undefined, after: Json | undefined, path: string, changes: FieldChange[]): void {
  if (changes.length >= MOST_FIELDS || before === after) return;
  if (isObject(before) && isObject(after)) {
    for (const key of new Set([...Object.keys(before), ...Object.keys(after)]))
      compare(before[key], after[key], `${path}/${escaped(key)}`, changes);
  } else if (Array.isArray(before) && Array.isArray(after)) {
    for (let i = 0; i < Math.max(before.length, after.length); i++) compare(before[i], after[i], `${path}/${i}`, changes);
  } else changes.push({ path, before: before ?? null, after: after ?? null });
}

/** The fields in which two values differ, as JSON pointers; at most two hundred. */
export function changedFields(before: Json, after: Json): FieldChange[] {
  const changes: FieldChange[] = [];
  compare(before, after, "", changes);
  return changes;
}
