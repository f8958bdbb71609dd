/** A value that a decoder takes as one. `json` is anything at all. */
export type ScalarType =
  | "string"
  | "int32"
  | "int64"
  | "double"
  | "bool"
  | "bytes"
  | "json"
  | "Time"
  | "MicroTime"
  | "Quantity"
  | "IntOrString";

/**
 * The shape of a type as far as merging needs it. What is atomic belongs to one manager as a whole and is replaced as a
 * whole; lists of type `map` are merged by their keys.
 */
export type TypeSchema =
  | { readonly kind: "scalar"; readonly type: ScalarType }
  | StructSchema
  | { readonly kind: "map"; readonly values: TypeSchema; readonly isAtomic: boolean }
  | ListSchema;

/** An object with known fields. Unknown ones are dropped, unless the schema says that it keeps them. */
export interface StructSchema {
  readonly kind: "struct";
  readonly name: string;
  readonly isAtomic: boolean;
  readonly keepsUnknown: boolean;
  field(name: string): FieldSchema | undefined;
  readonly fieldNames: readonly string[];
}

/** A list, and how apply merges it: whole, as a set of values, or by the keys of its items. */
export interface ListSchema {
  readonly kind: "list";
  readonly items: TypeSchema;
  readonly listType: "atomic" | "set" | "map";
  readonly keys: readonly string[];
}

/** A field of a struct: its type, and how a strategic merge patch treats it. */
export interface FieldSchema {
  readonly schema: TypeSchema;
  /** The key by which list items are merged; empty for lists of plain values; null when a patch replaces the list. */
  readonly mergeKey: string | null;
  readonly retainsKeys: boolean;
  readonly defaultValue?: unknown;
}

/** Anything: objects merge field by field, lists are replaced as a whole. */
export const anySchema: TypeSchema = { kind: "scalar", type: "json" };
