import type { Environment } from "@holdfast/contracts/cluster";
import type { Health } from "@holdfast/contracts/health";

/** A text to compare with, in its literal parts: between two of them anything may stand. One part is the text itself. */
export type Pattern = readonly string[];

/** A label that an object has to have; a null value means any. */
export interface LabelMatch {
  readonly name: string;
  readonly value: Pattern | null;
}

/** How old an object is: more or less than so many seconds. */
export interface AgeMatch {
  readonly comparison: ">" | "<";
  readonly seconds: number;
}

/** The keys whose values are patterns; `text` is free text, a part of a name. */
export type PatternKey = "text" | "kind" | "cluster" | "namespace" | "name" | "status" | "image" | "node" | "owner";

interface Term<Key extends string, Value> {
  readonly key: Key;
  readonly isNegated: boolean;
  /** One of them has to hold. */
  readonly values: readonly Value[];
}

/** One condition of a query. */
export type SearchTerm =
  | Term<PatternKey, Pattern>
  | Term<"health", Health>
  | Term<"environment", Environment>
  | Term<"label", LabelMatch>
  | Term<"age", AgeMatch>;

/** What to find: objects for which every condition holds. */
export type SearchQuery = readonly SearchTerm[];
