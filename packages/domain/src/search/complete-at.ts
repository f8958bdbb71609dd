import type { SearchKey } from "@holdfast/contracts/search";
import { queryKey } from "./query-key";
import { readTerms, type WrittenTerm, type WrittenValue } from "./read-terms";
import { equalsAt, textOf } from "./read-value";

/** What is being typed at a place in a query, and what a completion would replace. */
export interface Typing {
  readonly from: number;
  readonly to: number;
  /** `key` while it may still become one; `labelValue` behind the equals sign of a label. */
  readonly what: "key" | "labelValue" | SearchKey;
  /** What stands there before the caret, without quotes. */
  readonly prefix: string;
  /** The label whose value it is; null for all else. */
  readonly label: string | null;
}

/** The letters of a value up to the caret. Escapes are rare enough: with one, a letter too many is taken. */
const before = (text: string, value: WrittenValue, caret: number) =>
  value.letters.slice(0, text.slice(value.from, caret).replaceAll('"', "").length);

function typedValue(text: string, term: WrittenTerm, value: WrittenValue, caret: number): Typing | null {
  const what = queryKey(term.key?.word ?? "");
  if (what === null) return null;
  const letters = before(text, value, caret);
  const equals = what === "label" ? equalsAt(letters) : null;
  if (equals === null) return { from: value.from, to: value.to, what, prefix: textOf(letters), label: null };
  const label = textOf(letters.slice(0, equals));
  const from = text.indexOf("=", value.from) + 1;
  return { from, to: value.to, what: "labelValue", prefix: textOf(letters.slice(equals + 1)), label };
}

/** What is being typed at `caret`; null where nothing can be offered. */
export function completeAt(text: string, caret: number): Typing | null {
  const term = readTerms(text).find((each) => each.from <= caret && caret <= each.to);
  if (!term) return { from: caret, to: caret, what: "key", prefix: "", label: null };
  if (term.key && caret > term.key.to) {
    const value = term.values.find((each) => each.from <= caret && caret <= each.to);
    return value ? typedValue(text, term, value, caret) : null;
  }
  const from = term.isNegated ? term.from + 1 : term.from;
  const to = term.key ? term.key.to + 1 : term.to;
  const isWord = caret >= from && /^[A-Za-z]*$/.test(text.slice(from, term.key ? term.key.to : term.to));
  return isWord ? { from, to, what: "key", prefix: text.slice(from, caret), label: null } : null;
}
