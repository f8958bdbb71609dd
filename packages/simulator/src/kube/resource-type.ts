import type { FieldCause } from "./field-cause";
import type { Decoded } from "./schema/decode-builtin";
import type { StructSchema } from "./schema/type-schema";

/** A column of the Table form of a custom resource. */
export interface PrinterColumn {
  readonly name: string;
  readonly type: string;
  readonly format?: string;
  readonly priority?: number;
  readonly jsonPath: string;
}

/** One resource in one served version. */
export interface ResourceType {
  readonly group: string;
  readonly version: string;
  readonly plural: string;
  readonly singular: string;
  readonly kind: string;
  readonly listKind: string;
  readonly isNamespaced: boolean;
  readonly verbs: readonly string[];
  readonly shortNames: readonly string[];
  readonly categories: readonly string[];
  readonly subresources: readonly string[];
  /** The GroupResource: the store's key, the same for all versions. */
  readonly key: string;
  readonly apiVersion: string;
  readonly isCustom: boolean;
  readonly schema: StructSchema;
  /** Reads a body: drops unknown fields and fills the schema's defaults. */
  decode(body: Record<string, unknown>): Decoded;
  /** What the schema itself refuses; built-in types are checked by rules of their own. */
  violations(object: Record<string, unknown>): readonly FieldCause[];
  /** Where a custom resource keeps its replicas, when it has a scale subresource. */
  readonly scalePaths?: { readonly spec: string; readonly status: string; readonly selector?: string };
  readonly columns?: readonly PrinterColumn[];
  /** The store's version from which on the resource was served: older watches cannot be resumed. */
  readonly servedSince: number;
}

/** `apps/v1`, or `v1` of the core group. */
export const apiVersionOf = (group: string, version: string): string => (group === "" ? version : `${group}/${version}`);

/** `deployments.apps`, or `pods` of the core group. */
export const resourceKey = (group: string, plural: string): string => (group === "" ? plural : `${plural}.${group}`);
