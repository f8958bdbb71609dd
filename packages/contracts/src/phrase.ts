import { z } from "zod";

/** What stands in a gap of a phrase: a name or a number as it is, or another text of the server, or several. */
export type PhraseGap = string | number | Worded | readonly Worded[];

/** A text of the server by its code, with what stands in its gaps: enough to say it in another language. */
export interface Phrase {
  readonly code: string;
  readonly gaps: Readonly<Record<string, PhraseGap>>;
}

/** A text in English, and as a phrase where it is the server's own. What a cluster said has none, and neither has an older row. */
export interface Worded {
  readonly message: string;
  readonly phrase?: Phrase | undefined;
}

/** The schema of a text with its phrase, recursive: one text may stand in a gap of another. */
export const Worded: z.ZodType<Worded> = z.lazy(() => z.object({ message: z.string(), phrase: Phrase.optional() }));

/** The schema of a phrase. Any code is taken: a newer hub has phrases that this process does not know. */
export const Phrase: z.ZodType<Phrase> = z.object({
  code: z.string().max(63),
  gaps: z.record(z.string(), z.union([z.string(), z.number(), Worded, z.array(Worded)])),
});
