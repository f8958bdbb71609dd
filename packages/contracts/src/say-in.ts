import { fillGaps } from "./fill-gaps";
import type { PhraseGap, Worded } from "./phrase";

/** The server's phrases in one language, by code. Any may be absent. */
export type Phrases = Readonly<Record<string, string>>;

const isOne = (gap: Worded | readonly Worded[]): gap is Worded => "message" in gap;

function sayGap(phrases: Phrases, gap: PhraseGap): string {
  if (typeof gap !== "object") return String(gap);
  return isOne(gap) ? sayIn(phrases, gap) : gap.map((each) => sayIn(phrases, each)).join(phrases.Between ?? "; ");
}

/**
 * A text of the server in a language. English, as the server said it, when the language has no phrase of that code or its gaps
 * are others: the text is of an older row, of a newer hub, or a cluster's own.
 */
export function sayIn(phrases: Phrases, { message, phrase }: Worded): string {
  if (phrase === undefined || !Object.hasOwn(phrases, phrase.code)) return message;
  const texts = Object.entries(phrase.gaps).map(([name, gap]) => [name, sayGap(phrases, gap)]);
  return fillGaps(phrases[phrase.code] ?? "", Object.fromEntries(texts)) ?? message;
}
