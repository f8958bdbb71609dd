import type { QueryProblem, QueryProblemCode } from "@holdfast/contracts/search";

/** What is wrong and what to do about it, for each code. */
const SENTENCES: Record<QueryProblemCode, (problem: QueryProblem) => string> = {
  unknownKey: ({ word, choices }) => `there is no key ${word}: take one of ${choices.join(", ")}, or put the text in quotes`,
  missingValue: ({ word }) => `${word}: has no value: write one behind the colon, without a space`,
  emptyValue: () => "a value is empty: write one, or take the comma or the quotes away",
  unclosedQuote: () => "a quote is opened and not closed: close it",
  unknownWord: ({ word, choices }) => `${word} is none of ${choices.join(", ")}`,
  badAge: ({ word }) => `${word} is no age: write > or <, a number, and s, m, h, d or w, as in >1h`,
  badLabel: ({ word }) => `${word} is no label: write name=value, or the name alone`,
  badCharacter: () => "this character can be in no name: take it away",
  loneDash: () => "a dash alone leaves nothing out: write what to leave out right behind it",
  tooLong: ({ word }) => `a query has at most ${word} characters: shorten it`,
  tooMany: ({ word }) => `a query has at most ${word} terms: take some away`,
};

/** The problem as a sentence for operators, with its place, counted from one. */
export const describeQueryProblem = (problem: QueryProblem): string =>
  `character ${problem.from + 1}: ${SENTENCES[problem.code](problem)}.`;
