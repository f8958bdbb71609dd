import { z } from "zod";
import { ClusterId } from "./ids";
import { ObjectPage } from "./inventory-list";
import { PageRequest } from "./page";

/** A query is no longer than this many characters. */
export const LONGEST_QUERY = 500;

/** What a query can ask about besides free text, which is a part of a name. Every one is a column of the inventory. */
export const SearchKey = z.enum([
  "kind",
  "cluster",
  "environment",
  "namespace",
  "name",
  "status",
  "health",
  "image",
  "label",
  "node",
  "owner",
  "age",
]);
export type SearchKey = z.infer<typeof SearchKey>;

/** What can be wrong with a query. Closed: the screen has a sentence with a remedy for each. */
export const QueryProblemCode = z.enum([
  "unknownKey",
  "missingValue",
  "emptyValue",
  "unclosedQuote",
  "unknownWord",
  "badAge",
  "badLabel",
  "badCharacter",
  "loneDash",
  "tooLong",
  "tooMany",
]);
export type QueryProblemCode = z.infer<typeof QueryProblemCode>;

/** One thing that is wrong with a query, from one character of it up to another. `word` is what stands there, `choices` what could. */
export const QueryProblem = z.object({
  code: QueryProblemCode,
  from: z.number().int(),
  to: z.number().int(),
  word: z.string(),
  choices: z.array(z.string()),
});
export type QueryProblem = z.infer<typeof QueryProblem>;

/** A query as it was typed. Longer ones are told so by `find` as by every problem; the limit here is against abuse alone. */
export const QueryText = z.string().max(4096);

/** Which objects to find. Names that begin with the text of the query come first, then the rest, each by name. */
export const FindObjects = PageRequest.extend({ query: QueryText });
export type FindObjects = z.infer<typeof FindObjects>;

/** A page of what was found. A query with problems finds nothing, and says what is wrong. */
export const FoundPage = ObjectPage.extend({ problems: z.array(QueryProblem) });
export type FoundPage = z.infer<typeof FoundPage>;

/** How many of what was found there are of each kind and on each cluster, the most first; of the first `counted` only when that is capped. */
export const FoundFacets = z.object({
  kinds: z.array(z.object({ resource: z.string(), kind: z.string(), count: z.number().int() })),
  clusters: z.array(z.object({ clusterId: ClusterId, name: z.string(), count: z.number().int() })),
  counted: z.number().int(),
  isCapped: z.boolean(),
});
export type FoundFacets = z.infer<typeof FoundFacets>;

/** A query that is being typed, and where in it. */
export const CompleteQuery = z.strictObject({ query: QueryText, caret: z.number().int().min(0).max(4096) });
export type CompleteQuery = z.infer<typeof CompleteQuery>;

/** What could stand between two characters of the query: `insert` is the text for it, `label` what is read. */
export const Completion = z.object({
  from: z.number().int(),
  to: z.number().int(),
  options: z.array(z.object({ insert: z.string(), label: z.string(), isKey: z.boolean() })),
});
export type Completion = z.infer<typeof Completion>;
