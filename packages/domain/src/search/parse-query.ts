import { Environment } from "@holdfast/contracts/cluster";
import { Health } from "@holdfast/contracts/health";
import { LONGEST_QUERY, type QueryProblem, SearchKey } from "@holdfast/contracts/search";
import { queryKey } from "./query-key";
import { readTerms, type WrittenTerm, type WrittenValue } from "./read-terms";
import { ageOf, labelOf, patternOf, textOf } from "./read-value";
import type { PatternKey, SearchQuery, SearchTerm } from "./search-query";

/** The query that a text means, or everything that is wrong with it. */
export type ParsedQuery =
  | { readonly isValid: true; readonly query: SearchQuery }
  | { readonly isValid: false; readonly problems: readonly QueryProblem[] };

const MOST_TERMS = 20;
const MOST_VALUES = 50;
/** Half of a character, or one that PostgreSQL keeps no text with. */
const UNFIT = /\0|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

const problem = (
  code: QueryProblem["code"],
  { from, to }: { readonly from: number; readonly to: number },
  word: string,
  choices: readonly string[] = [],
): QueryProblem => ({ code, from, to, word, choices: [...choices] });

/** Reads every value by `read`; the ones that it can't read are problems of the code. */
function valuesBy<T>(
  term: WrittenTerm,
  read: (value: WrittenValue) => T | null,
  code: QueryProblem["code"],
  choices: readonly string[],
): T[] | QueryProblem[] {
  const values = term.values.map((value) => ({ value, means: read(value) }));
  const wrong = values.filter(({ means }) => means === null);
  return wrong.length > 0
    ? wrong.map(({ value }) => problem(code, value, textOf(value.letters), choices))
    : values.flatMap(({ means }) => (means === null ? [] : [means]));
}

const oneOf =
  <T extends string>(words: readonly T[]) =>
  (value: WrittenValue) =>
    words.find((word) => word.toLowerCase() === textOf(value.letters).toLowerCase()) ?? null;

/** What is wrong with how a term is written, before it is asked what it means. */
function misspelt(term: WrittenTerm): QueryProblem[] {
  const { key, values, isNegated } = term;
  const whole = { from: term.from, to: term.to };
  const open = values.find((value) => value.openQuoteAt !== null);
  if (open) return [problem("unclosedQuote", { from: open.openQuoteAt ?? open.from, to: open.to }, textOf(open.letters))];
  if (key && queryKey(key.word) === null) return [problem("unknownKey", key, key.word, SearchKey.options)];
  const isBare = values.length === 1 && values[0]?.letters.length === 0;
  if (isBare && key) return [problem("missingValue", whole, key.word)];
  if (isBare && isNegated && !values[0]?.hasQuotes) return [problem("loneDash", whole, "-")];
  return values.filter(({ letters }) => letters.length === 0).map((value) => problem("emptyValue", value, ""));
}

function meaning(term: WrittenTerm): SearchTerm | QueryProblem[] {
  const key = term.key === null ? "text" : (queryKey(term.key.word) ?? "text");
  const { isNegated } = term;
  const built = <T>(values: T[] | QueryProblem[], make: (values: T[]) => SearchTerm): SearchTerm | QueryProblem[] =>
    isProblems(values) ? values : make(values);
  switch (key) {
    case "health":
      return built(valuesBy(term, oneOf(Health.options), "unknownWord", Health.options), (values) => ({ key, isNegated, values }));
    case "environment":
      return built(valuesBy(term, oneOf(Environment.options), "unknownWord", Environment.options), (values) => ({
        key,
        isNegated,
        values,
      }));
    case "label":
      return built(
        valuesBy(term, ({ letters }) => labelOf(letters), "badLabel", []),
        (values) => ({ key, isNegated, values }),
      );
    case "age":
      return built(
        valuesBy(term, ({ letters }) => ageOf(letters), "badAge", []),
        (values) => ({ key, isNegated, values }),
      );
    default:
      return { key: key satisfies PatternKey, isNegated, values: term.values.map(({ letters }) => patternOf(letters)) };
  }
}

const isProblems = (values: readonly unknown[]): values is QueryProblem[] =>
  values.some((value) => typeof value === "object" && value !== null && "code" in value);

/** Reads a query. Every problem says where it is; a text with one finds nothing, so that nothing is found by mistake. */
export function parseQuery(text: string): ParsedQuery {
  const wrong = (problems: readonly QueryProblem[]): ParsedQuery => ({ isValid: false, problems });
  if (text.length > LONGEST_QUERY) return wrong([problem("tooLong", { from: LONGEST_QUERY, to: text.length }, String(LONGEST_QUERY))]);
  const unfit = UNFIT.exec(text);
  if (unfit) return wrong([problem("badCharacter", { from: unfit.index, to: unfit.index + 1 }, "")]);
  const terms = readTerms(text);
  const values = terms.reduce((sum, term) => sum + term.values.length, 0);
  const last = terms.at(-1);
  if (last && (terms.length > MOST_TERMS || values > MOST_VALUES)) return wrong([problem("tooMany", last, String(MOST_TERMS))]);
  const read = terms.map((term) => {
    const spelling = misspelt(term);
    return spelling.length > 0 ? spelling : meaning(term);
  });
  const problems = read.flatMap((each) => (Array.isArray(each) ? each : []));
  return problems.length > 0 ? wrong(problems) : { isValid: true, query: read.flatMap((each) => (Array.isArray(each) ? [] : [each])) };
}
