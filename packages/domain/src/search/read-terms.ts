/** One character of a value, and whether it stood in quotes: there a star is a star. */
export interface Letter {
  readonly char: string;
  readonly isQuoted: boolean;
}

/** A value as it was written, from one character of the query up to another. */
export interface WrittenValue {
  readonly from: number;
  readonly to: number;
  readonly letters: readonly Letter[];
  readonly hasQuotes: boolean;
  /** Where a quote was opened that nothing closes; null when all are closed. */
  readonly openQuoteAt: number | null;
}

/** A term as it was written: `-key:value,value`. Without a key it is free text. */
export interface WrittenTerm {
  readonly from: number;
  readonly to: number;
  readonly isNegated: boolean;
  readonly key: { readonly word: string; readonly from: number; readonly to: number } | null;
  readonly values: readonly WrittenValue[];
}

const KEY = /([A-Za-z]+):/y;
const SPACE = /\s/;

function readValue(text: string, start: number): WrittenValue {
  const letters: Letter[] = [];
  let at = start;
  let openQuoteAt: number | null = null;
  let hasQuotes = false;
  for (; at < text.length; at++) {
    const char = text.charAt(at);
    if (openQuoteAt === null && (char === "," || SPACE.test(char))) break;
    if (char === '"') {
      openQuoteAt = openQuoteAt === null ? at : null;
      hasQuotes = true;
    } else if (openQuoteAt !== null && char === "\\" && at + 1 < text.length) {
      at++;
      letters.push({ char: text.charAt(at), isQuoted: true });
    } else letters.push({ char, isQuoted: openQuoteAt !== null });
  }
  return { from: start, to: at, letters, hasQuotes, openQuoteAt };
}

function readTerm(text: string, from: number): WrittenTerm {
  const isNegated = text.charAt(from) === "-";
  let at = isNegated ? from + 1 : from;
  KEY.lastIndex = at;
  const word = KEY.exec(text)?.[1];
  const key = word === undefined ? null : { word, from: at, to: at + word.length };
  if (key) at = key.to + 1;
  const values: WrittenValue[] = [];
  for (;;) {
    const value = readValue(text, at);
    values.push(value);
    at = value.to;
    if (text.charAt(at) !== ",") break;
    at += 1;
  }
  return { from, to: at, isNegated, key, values };
}

/** Splits a query into its terms, whatever is wrong with them: what is typed is read as far as it goes. */
export function readTerms(text: string): WrittenTerm[] {
  const terms: WrittenTerm[] = [];
  let at = 0;
  while (at < text.length) {
    if (SPACE.test(text.charAt(at))) at += 1;
    else {
      const term = readTerm(text, at);
      terms.push(term);
      at = term.to;
    }
  }
  return terms;
}
