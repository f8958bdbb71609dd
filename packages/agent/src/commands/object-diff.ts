import type { Json } from "@holdfast/contracts/json";
import type { FieldChange, ObjectChange } from "@holdfast/contracts/object-change";
import type { KubeObject } from "@holdfast/domain/health/kube-object";

const MOST_FIELDS = 200;

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

/** What of an object somebody decided: without what the API server and its controllers write by themselves. */
function decided(object: KubeObject | undefined): Json {
  if (!object) return {};
  const { metadata, status: _, apiVersion: _version, kind: _kind, ...rest } = object;
  // What came from the API server as JSON is JSON.
  return { ...(rest as { [key: string]: Json }), metadata: { labels: metadata?.labels ?? {}, annotations: metadata?.annotations ?? {} } };
}

/** What one write did, or would do, to one object. */
export function objectChange(
  object: { apiVersion: string; kind: string; namespace: string | null; name: string },
  before: KubeObject | undefined,
  after: KubeObject | undefined,
  warnings: readonly string[] = [],
): ObjectChange {
  const fields = changedFields(decided(before), decided(after));
  const operation = !before ? (after ? "create" : "none") : !after ? "delete" : fields.length > 0 ? "update" : "none";
  // Of a deletion the whole object is the change; its fields would say it again, one by one.
  return { ...object, operation, fields: operation === "delete" ? [] : fields, warnings: [...warnings].slice(0, 20) };
}
