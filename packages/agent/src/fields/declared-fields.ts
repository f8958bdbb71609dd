import type { FieldValues } from "@holdfast/contracts/declared-fields";
import type { Json, JsonObject } from "@holdfast/contracts/json";
import type { KubeObject } from "@holdfast/domain/health/kube-object";
import type { z } from "zod";
import type { ServedResource } from "../kube/discovery";
import type { KubePort } from "../kube/kube-port";
import { valueAt } from "../objects/json-pointer";
import type { RbacRule } from "../rbac/rbac-rule";

/** A kind of which a command sets fields. */
export interface DeclaredKind {
  readonly group: string;
  readonly plural: string;
  readonly kind: string;
  /** The versions in which the fields stand where the pointers say, best first. */
  readonly versions: readonly string[];
}

/** The fields of a kind that one command sets: where each value stands, and what counts where an object has none. */
export interface DeclaredFields<V extends FieldValues> {
  readonly kind: DeclaredKind;
  readonly values: V;
  /** The JSON pointer of each value. The command writes at no other place. */
  readonly pointers: { readonly [K in keyof z.output<V>]: string };
  /** The fields stand in the status, by which some controllers are told what to do. */
  readonly subresource?: "status";
  /** What Kubernetes or the controller takes where nothing is written; null where nothing is said here. */
  readonly absent?: Partial<z.output<V>>;
}

/** Declares the fields that one command sets. */
export const declaredFields = <V extends FieldValues>(fields: DeclaredFields<V>): DeclaredFields<V> => fields;

/** The right to read the objects of declared fields. */
export const mayGet = ({ kind: { group, plural } }: Pick<DeclaredFields<FieldValues>, "kind">): RbacRule => ({
  apiGroups: [group],
  resources: [plural],
  verbs: ["get"],
});

/** The rights to read the objects of declared fields and to patch the part in which the fields stand. */
export function maySet(fields: Pick<DeclaredFields<FieldValues>, "kind" | "subresource">): RbacRule[] {
  const { group, plural } = fields.kind;
  if (!fields.subresource) return [{ apiGroups: [group], resources: [plural], verbs: ["get", "patch"] }];
  return [mayGet(fields), { apiGroups: [group], resources: [`${plural}/${fields.subresource}`], verbs: ["patch"] }];
}

/** The kind in the best of its versions that the cluster serves. */
export const findKind = (kube: KubePort, { group, plural, versions }: DeclaredKind): Promise<ServedResource | undefined> =>
  kube.find(group, plural, versions);

/** The values of an object. Throws with the name of the field when one is not what its schema says. */
export function valuesOf<V extends FieldValues>({ kind, values, pointers, absent }: DeclaredFields<V>, object: KubeObject): z.output<V> {
  const defaults: JsonObject = (absent ?? {}) as JsonObject;
  // What came from the API server as JSON is JSON.
  const read = Object.entries<string>(pointers).map(([name, pointer]) => [
    name,
    valueAt(object as Json, pointer) ?? defaults[name] ?? null,
  ]);
  const parsed = values.safeParse(Object.fromEntries(read));
  if (parsed.success) return parsed.data as z.output<V>;
  const [issue] = parsed.error.issues;
  throw new TypeError(`The ${kind.kind} ${object.metadata?.name} has something unforeseen in ${issue?.path.join(".")}: ${issue?.message}`);
}
