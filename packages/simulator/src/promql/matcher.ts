import { RE2JS } from "re2js";

/** Equal, not equal, matching, not matching. */
export type MatchOperator = "=" | "!=" | "=~" | "!~";

/** One condition on one label. An absent label counts as empty. */
export interface Matcher {
  readonly name: string;
  readonly operator: MatchOperator;
  readonly value: string;
  matches(value: string): boolean;
}

/** Regexes come from people, so they run on RE2: linear time, and the very dialect of Prometheus. Throws on a bad pattern. */
export function anchoredRegex(pattern: string): RE2JS {
  return RE2JS.compile(`^(?:${pattern})$`, RE2JS.DOTALL);
}

function remembered(regex: RE2JS): (value: string) => boolean {
  const verdicts = new Map<string, boolean>();
  return (value) => {
    const known = verdicts.get(value);
    if (known !== undefined) return known;
    const verdict = regex.matches(value);
    verdicts.set(value, verdict);
    return verdict;
  };
}

/** A matcher; throws when a regex is not one. */
export function matcher(name: string, operator: MatchOperator, value: string): Matcher {
  if (operator === "=") return { name, operator, value, matches: (candidate) => candidate === value };
  if (operator === "!=") return { name, operator, value, matches: (candidate) => candidate !== value };
  const test = remembered(anchoredRegex(value));
  return { name, operator, value, matches: operator === "=~" ? test : (candidate) => !test(candidate) };
}
