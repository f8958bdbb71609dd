import { CelMap } from "./cel-map";

/** An unsigned integer; CEL tells it from a signed one. */
export class Uint {
  constructor(readonly value: bigint) {}
}

/** A span of time, in nanoseconds. */
export class Duration {
  constructor(readonly nanos: bigint) {}
}

/** A point in time, in nanoseconds since 1970. */
export class Timestamp {
  constructor(readonly nanos: bigint) {}
}

/** A value that may be absent. */
export class Optional {
  static readonly none = new Optional(false, null);

  private constructor(
    readonly hasValue: boolean,
    readonly value: unknown,
  ) {}

  static of(value: unknown): Optional {
    return new Optional(true, value);
  }
}

/** What `type(x)` yields. */
export class TypeValue {
  constructor(readonly name: string) {}
}

/** A value of a library's own type: its type's name, and when two of them are equal. */
export interface Opaque {
  readonly typeName: string;
  equals(other: unknown): boolean;
}

/** Whether a value is one of a library's own. */
export const isOpaque = (value: unknown): value is Opaque =>
  typeof value === "object" && value !== null && "typeName" in value && "equals" in value && typeof value.equals === "function";

/** A map as it is written, or an object of the cluster: an object without a class of its own. */
export type MapValue = CelMap | Readonly<Record<string, unknown>>;

const isPlain = (value: object): boolean => {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
};

/** Whether a value is a map. */
export const isMap = (value: unknown): value is MapValue =>
  value instanceof CelMap || (typeof value === "object" && value !== null && isPlain(value));

/** The name of a value's type, as `type(x)` prints it. */
export function typeNameOf(value: unknown): string {
  switch (typeof value) {
    case "boolean":
      return "bool";
    case "bigint":
      return "int";
    case "number":
      return "double";
    case "string":
      return "string";
    default:
      return objectTypeName(value);
  }
}

function objectTypeName(value: unknown): string {
  if (value === null || value === undefined) return "null_type";
  if (Array.isArray(value)) return "list";
  if (value instanceof Uint) return "uint";
  if (value instanceof Uint8Array) return "bytes";
  if (value instanceof Duration) return "google.protobuf.Duration";
  if (value instanceof Timestamp) return "google.protobuf.Timestamp";
  if (value instanceof Optional) return "optional_type";
  if (value instanceof TypeValue) return "type";
  if (isOpaque(value)) return value.typeName;
  return "map";
}
