import type { KubeObject } from "@holdfast/domain/health/kube-object";

/** One entry of `metadata.managedFields`: who owns which fields. */
export interface ManagedFields {
  readonly manager?: string;
  readonly operation?: string;
  readonly apiVersion?: string;
  readonly subresource?: string;
  readonly time?: string;
  readonly fieldsType?: string;
  readonly fieldsV1?: FieldTree;
}

/** The tree of owned fields: `f:name`, `k:{"name":"x"}`, and `.` for the place itself. */
export interface FieldTree {
  readonly [element: string]: FieldTree;
}

/** An object with its bookkeeping of field managers. */
export interface ManagedObject extends KubeObject {
  readonly metadata?: KubeObject["metadata"] & { readonly managedFields?: readonly ManagedFields[] };
}

/** The entries of an object. */
export const managedFieldsOf = (object: ManagedObject): readonly ManagedFields[] => object.metadata?.managedFields ?? [];
