import type { AuditEntry } from "@holdfast/contracts/audit";
import type { Json } from "@holdfast/contracts/json";
import type { ObjectDifference } from "@holdfast/ui/object-diff";
import type { FieldDifference } from "@holdfast/ui/rules/diff-text";

const isBranch = (value: Json): value is Json[] | { [key: string]: Json } => typeof value === "object" && value !== null;
const escaped = (key: string) => key.replaceAll("~", "~0").replaceAll("/", "~1");
const keysOf = (value: Json) => (isBranch(value) ? Object.keys(value) : []);
const childOf = (value: Json, key: string): Json => {
  if (!isBranch(value) || !Object.hasOwn(value, key)) return null;
  return Array.isArray(value) ? (value[Number(key)] ?? null) : (value[key] ?? null);
};

const isEqual = (a: Json, b: Json): boolean => {
  if (a === b) return true;
  if (!isBranch(a) || !isBranch(b) || Array.isArray(a) !== Array.isArray(b)) return false;
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => Object.hasOwn(b, key) && isEqual(childOf(a, key), childOf(b, key)));
};

/** So deep it is looked into; what differs further down is shown whole. */
const DEEPEST = 6;

/**
 * The fields in which two values differ, in the order of their names, each with its JSON pointer. A field that only one of
 * them has is absent in the other. Lists are compared place by place.
 */
export function fieldDifferences(before: Json, after: Json, path = "", depth = 0): FieldDifference[] {
  if (isEqual(before, after)) return [];
  const areBranches = (isBranch(before) || before === null) && (isBranch(after) || after === null);
  const keys = [...new Set([...keysOf(before), ...keysOf(after)])];
  const isReshaped = isBranch(before) && isBranch(after) && Array.isArray(before) !== Array.isArray(after);
  if (!areBranches || isReshaped || keys.length === 0 || depth >= DEEPEST) return [{ path: path === "" ? "/" : path, before, after }];
  const isList = Array.isArray(before) || Array.isArray(after);
  const ordered = isList ? keys : keys.sort();
  return ordered.flatMap((key) => fieldDifferences(childOf(before, key), childOf(after, key), `${path}/${escaped(key)}`, depth + 1));
}

/** What an entry says was changed, for a reviewer; null when it holds neither a state before nor one after. */
export function entryDifference({ before, after, target }: AuditEntry): ObjectDifference | null {
  if (before === null && after === null) return null;
  return {
    kind: target.kind,
    namespace: null,
    name: target.name === "" ? target.id : target.name,
    // An entry without a state before need not have made its target: enrolling an agent adds to a cluster that was there.
    operation: isEqual(before, after) ? "none" : "update",
    fields: fieldDifferences(before, after),
    warnings: [],
  };
}
