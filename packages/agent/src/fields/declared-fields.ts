import type { FieldValues } from "@holdfast/contracts/declared-fields";
import type { Json, JsonObject } from "@holdfast/contracts/json";
import type { KubeObject } from "@holdfast/domain/health/kube-object";
import type { z } from "zod";
import type { ServedResource } from "../kube/discovery";
import type { KubePort } from "../kube/kube-port";
import { valueAt } from "../objects/json-pointer";
import type { RbacRule } from "../rbac/rbac-rule";
import type { WantedField } from "./field-patch";

/** A kind of which a command sets fields. */
export interface DeclaredKind {
  readonly group: string;
  readonly plural: string;
  readonly kind: string;
  /** The versions in which the fields stand where the pointers say, best first. */
  readonly versions: readonly string[];
  /** The kind of the same fields for the whole cluster, for an order that names no namespace. */
  readonly twin?: { readonly plural: string; readonly kind: string };
}

/** How values are read of an object, and which of its fields they come to, where a pointer alone can't say it: in a list. */
export interface FieldsLens<V extends FieldValues> {
  /** The values of an object, before they are checked. */
  read(object: KubeObject): unknown;
  /** The fields that bring an object to these values. Throws a `Refused` when it has no place for them. */
  write(object: KubeObject, wanted: z.output<V>): WantedField[];
}

/** The fields of a kind that one command sets: where each value stands, and what counts where an object has none. */
export interface DeclaredFields<V extends FieldValues> {
  readonly kind: DeclaredKind;
  readonly values: V;
  /** The JSON pointer of each value; with a lens, of what it is read of. The command writes at no other place. */
  readonly pointers: { readonly [K in keyof z.output<V>]: string };
  readonly lens?: FieldsLens<V>;
  /** The fields stand in the status, by which some controllers are told what to do. */
  readonly subresource?: "status";
  /** What Kubernetes or the controller takes where nothing is written; null where nothing is said here. */
  readonly absent?: Partial<z.output<V>>;
}

/** Declares the fields that one command sets. */
export const declaredFields = <V extends FieldValues>(fields: DeclaredFields<V>): DeclaredFields<V> => fields;

const pluralsOf = ({ plural, twin }: DeclaredKind): string[] => [plural, ...(twin ? [twin.plural] : [])];

/** The right to read the objects of declared fields. */
export const mayGet = ({ kind }: { readonly kind: DeclaredKind }): RbacRule => ({
  apiGroups: [kind.group],
  resources: pluralsOf(kind),
  verbs: ["get"],
});

/** The rights to read the objects of declared fields and to patch the part in which the fields stand. */
export function maySet(fields: { readonly kind: DeclaredKind; readonly subresource?: "status" }): RbacRule[] {
  const { kind, subresource } = fields;
  const resources = pluralsOf(kind);
  if (!subresource) return [{ apiGroups: [kind.group], resources, verbs: ["get", "patch"] }];
  return [mayGet(fields), { apiGroups: [kind.group], resources: resources.map((plural) => `${plural}/${subresource}`), verbs: ["patch"] }];
}

/** Which of a kind and its twin an order is about. */
export const kindOf = (kind: DeclaredKind, namespace: string | null): DeclaredKind =>
  namespace === null && kind.twin ? { ...kind, ...kind.twin } : kind;

/** The kind of a target in the best of its versions that the cluster serves. */
export function findKind(kube: KubePort, declared: DeclaredKind, namespace: string | null): Promise<ServedResource | undefined> {
  const { group, plural, versions } = kindOf(declared, namespace);
  return kube.find(group, plural, versions);
}

function readOf<V extends FieldValues>({ pointers, absent, lens }: DeclaredFields<V>, object: KubeObject): unknown {
  if (lens) return lens.read(object);
  const defaults: JsonObject = (absent ?? {}) as JsonObject;
  // What came from the API server as JSON is JSON.
  const read = Object.entries<string>(pointers).map(([name, pointer]) => [
    name,
    valueAt(object as Json, pointer) ?? defaults[name] ?? null,
  ]);
  return Object.fromEntries(read);
}

/** The values of an object. Throws with the name of the field when one is not what its schema says. */
export function valuesOf<V extends FieldValues>(fields: DeclaredFields<V>, object: KubeObject): z.output<V> {
  const { kind, values } = fields;
  const parsed = values.safeParse(readOf(fields, object));
  if (parsed.success) return parsed.data as z.output<V>;
  const [issue] = parsed.error.issues;
  throw new TypeError(`The ${kind.kind} ${object.metadata?.name} has something unforeseen in ${issue?.path.join(".")}: ${issue?.message}`);
}
