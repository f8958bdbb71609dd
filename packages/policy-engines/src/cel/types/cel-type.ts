/** The type of a CEL expression. A `param` stands for any type, until an argument decides which. */
export type CelType =
  | { readonly kind: "simple"; readonly name: string }
  | { readonly kind: "list"; readonly element: CelType }
  | { readonly kind: "map"; readonly key: CelType; readonly value: CelType }
  | { readonly kind: "optional"; readonly inner: CelType }
  | { readonly kind: "type"; readonly of: CelType }
  | { readonly kind: "struct"; readonly name: string }
  | { readonly kind: "param"; readonly name: string };

const simple = (name: string): CelType => ({ kind: "simple", name });

/** The types that have no parts, by the name that cel-go prints. */
export const BOOL = simple("bool");
export const INT = simple("int");
export const UINT = simple("uint");
export const DOUBLE = simple("double");
export const STRING = simple("string");
export const BYTES = simple("bytes");
export const NULL = simple("null");
export const DYN = simple("dyn");
export const ERROR = simple("!error!");
export const TIMESTAMP = simple("google.protobuf.Timestamp");
export const DURATION = simple("google.protobuf.Duration");

/** A list of `element`. */
export const listOf = (element: CelType): CelType => ({ kind: "list", element });
/** A map from `key` to `value`. */
export const mapOf = (key: CelType, value: CelType): CelType => ({ kind: "map", key, value });
/** An optional `inner`. */
export const optionalOf = (inner: CelType): CelType => ({ kind: "optional", inner });
/** An object type, whose fields (if it has any) the environment knows. */
export const structOf = (name: string): CelType => ({ kind: "struct", name });

/** A type as cel-go prints it in its messages. */
export function typeText(type: CelType): string {
  switch (type.kind) {
    case "list":
      return `list(${typeText(type.element)})`;
    case "map":
      return `map(${typeText(type.key)}, ${typeText(type.value)})`;
    case "optional":
      return `optional_type(${typeText(type.inner)})`;
    case "type":
      return `type(${typeText(type.of)})`;
    default:
      return SHORT_NAMES.get(type) ?? type.name;
  }
}

const SHORT_NAMES = new Map<CelType, string>([
  [TIMESTAMP, "timestamp"],
  [DURATION, "duration"],
]);

/** The types that a type is made of. */
export function partsOf(type: CelType): readonly CelType[] {
  switch (type.kind) {
    case "list":
      return [type.element];
    case "map":
      return [type.key, type.value];
    case "optional":
      return [type.inner];
    case "type":
      return [type.of];
    default:
      return [];
  }
}

/** The same kind of type with other parts. */
export function withParts(type: CelType, [first = DYN, second = DYN]: readonly CelType[]): CelType {
  switch (type.kind) {
    case "list":
      return listOf(first);
    case "map":
      return mapOf(first, second);
    case "optional":
      return optionalOf(first);
    case "type":
      return { kind: "type", of: first };
    default:
      return type;
  }
}

/** Whether two types are the same to the last part. */
export const isSameType = (a: CelType, b: CelType): boolean => a === b || (a.kind === b.kind && typeText(a) === typeText(b));
