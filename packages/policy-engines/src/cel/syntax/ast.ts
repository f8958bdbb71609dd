import type { CelType } from "../types/cel-type";

/** A node of a parsed expression. `at` is where cel-go points when it complains: the operator, the bracket, the dot. */
export type Node = LiteralNode | IdentNode | SelectNode | CallNode | ListNode | MapNode | StructNode | MacroNode;

/** A value that is written out. */
export interface LiteralNode {
  readonly kind: "literal";
  readonly at: number;
  readonly value: unknown;
  readonly type: CelType;
}
/** A name. */
export interface IdentNode {
  readonly kind: "ident";
  readonly at: number;
  readonly name: string;
}
/** `operand.field`; with `isTest` it is `has(operand.field)`, with `isOptional` `operand.?field`. */
export interface SelectNode {
  readonly kind: "select";
  readonly at: number;
  readonly operand: Node;
  readonly field: string;
  readonly isTest: boolean;
  readonly isOptional: boolean;
}
/** A function or an operator (`_+_`). */
export interface CallNode {
  readonly kind: "call";
  readonly at: number;
  readonly name: string;
  readonly target: Node | null;
  readonly args: readonly Node[];
}
/** `[a, ?b]`. */
export interface ListNode {
  readonly kind: "list";
  readonly at: number;
  readonly elements: readonly { readonly node: Node; readonly isOptional: boolean }[];
}
/** `{a: b, ?c: d}`. */
export interface MapNode {
  readonly kind: "map";
  readonly at: number;
  readonly entries: readonly { readonly key: Node; readonly value: Node; readonly isOptional: boolean }[];
}
/** `Type{field: value}`, which the API server has no types for; it is refused by name. */
export interface StructNode {
  readonly kind: "struct";
  readonly at: number;
  readonly name: string;
}
/** `range.all(x, body)` and its like: the variables stand for what the macro goes through. */
export interface MacroNode {
  readonly kind: "macro";
  readonly at: number;
  readonly name: MacroName;
  readonly range: Node;
  readonly variables: readonly string[];
  readonly filter: Node | null;
  readonly body: Node;
}

/** The macros that bind variables. */
export type MacroName =
  | "all"
  | "exists"
  | "existsOne"
  | "map"
  | "filter"
  | "transformMap"
  | "transformMapEntry"
  | "sortBy"
  | "optMap"
  | "optFlatMap";
