import type { AgeMatch, LabelMatch, Pattern, SearchQuery, SearchTerm } from "./search-query";

const UNITS = [
  ["w", 604_800],
  ["d", 86_400],
  ["h", 3600],
  ["m", 60],
] as const;
const SPECIAL = /[\s,"*]/;
/** What a free text may not begin with, or it would be taken for something else. */
const MISLEADING = /^(-|[A-Za-z]+:)/;

const quoted = (text: string) => `"${text.replace(/["\\]/g, String.raw`\$&`)}"`;

/** A text as a value of a query: in quotes where it would be read as something else. */
export const writeValue = (text: string): string => (text === "" || SPECIAL.test(text) ? quoted(text) : text);

function writePattern(pattern: Pattern, isMisleading: (part: string) => boolean = () => false): string {
  if (pattern.length === 1) {
    const [text = ""] = pattern;
    return isMisleading(text) ? quoted(text) : writeValue(text);
  }
  return pattern.map((part, i) => (part !== "" && (SPECIAL.test(part) || (i === 0 && isMisleading(part))) ? quoted(part) : part)).join("*");
}

const writeLabel = ({ name, value }: LabelMatch) => (value === null ? name : `${name}=${writePattern(value)}`);

function writeAge({ comparison, seconds }: AgeMatch): string {
  const unit = seconds === 0 ? undefined : UNITS.find(([, each]) => seconds % each === 0);
  return `${comparison}${unit ? `${seconds / unit[1]}${unit[0]}` : `${seconds}s`}`;
}

function writtenValues(term: SearchTerm): string[] {
  switch (term.key) {
    case "health":
    case "environment":
      return [...term.values];
    case "label":
      return term.values.map(writeLabel);
    case "age":
      return term.values.map(writeAge);
    case "text":
      return term.values.map((value, i) => writePattern(value, (part) => i === 0 && MISLEADING.test(part)));
    default:
      return term.values.map((value) => writePattern(value));
  }
}

/** The query as text: reading that gives the same query again. */
export const formatQuery = (query: SearchQuery): string =>
  query.map((term) => `${term.isNegated ? "-" : ""}${term.key === "text" ? "" : `${term.key}:`}${writtenValues(term).join(",")}`).join(" ");
