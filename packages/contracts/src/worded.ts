import { fillGaps } from "./fill-gaps";
import type { Phrase, PhraseGap, Worded } from "./phrase";
import { englishPhrases } from "./phrases/english-phrases";

type English = typeof englishPhrases;

/** The code of a text of the server. */
export type PhraseCode = keyof English;

type GapName<T extends string> = T extends `${string}{${infer Name}}${infer Rest}` ? Name | GapName<Rest> : never;

/** What a phrase needs: something for every gap of its template, and nothing else. */
export type GapsOf<C extends PhraseCode> = { readonly [N in GapName<English[C]>]: PhraseGap };

/** The gaps as an argument that is left out where there are none. */
export type GapsArgument<C extends PhraseCode> = [GapName<English[C]>] extends [never] ? [] : [gaps: GapsOf<C>];

const isOne = (gap: Worded | readonly Worded[]): gap is Worded => "message" in gap;

function inEnglish(gap: PhraseGap): string {
  if (typeof gap !== "object") return String(gap);
  return isOne(gap) ? gap.message : gap.map((each) => each.message).join(englishPhrases.Between);
}

/** A text of the server: in English for the audit chain, the API and the log, and as a phrase for readers of another language. */
export function worded<C extends PhraseCode>(code: C, ...given: GapsArgument<C>): { readonly message: string; readonly phrase: Phrase } {
  const gaps: Phrase["gaps"] = given[0] ?? {};
  const texts = Object.entries(gaps).map(([name, gap]) => [name, inEnglish(gap)]);
  // The type of the argument has something for every gap of the template.
  return { message: fillGaps(englishPhrases[code], Object.fromEntries(texts)) as string, phrase: { code, gaps } };
}
