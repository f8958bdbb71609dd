import type { ClusterStore, KubeObject } from "../kube/cluster-store";

/** What the traffic reads of a cluster: it never writes. */
export type ReadableStore = Pick<ClusterStore, "name" | "list" | "get" | "subscribe">;

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** What stands at a path of an object, undefined where the path ends early. */
export function valueAt(object: unknown, ...path: readonly (string | number)[]): unknown {
  let value = object;
  for (const step of path) {
    if (typeof step === "number") value = Array.isArray(value) ? value[step] : undefined;
    else value = isRecord(value) && Object.hasOwn(value, step) ? value[step] : undefined;
  }
  return value;
}

/** The list at a path; empty where there is none. */
export function listAt(object: unknown, ...path: readonly (string | number)[]): readonly unknown[] {
  const value = valueAt(object, ...path);
  return Array.isArray(value) ? value : [];
}

/** The text at a path; empty where there is none. */
export function textAt(object: unknown, ...path: readonly (string | number)[]): string {
  const value = valueAt(object, ...path);
  return typeof value === "string" ? value : "";
}

/** The number at a path, or the fallback. */
export function numberAt(fallback: number, object: unknown, ...path: readonly (string | number)[]): number {
  const value = valueAt(object, ...path);
  return typeof value === "number" && Number.isFinite(value) ? value : fallback;
}

/** Whether a condition of an object's status is True. */
export const hasCondition = (object: KubeObject, type: string): boolean =>
  listAt(object, "status", "conditions").some((each) => textAt(each, "type") === type && textAt(each, "status") === "True");
