import type { Json } from "@holdfast/contracts/json";
import { Phrase, type Worded } from "@holdfast/contracts/phrase";
import { storable } from "./audit/storable";
import { Prisma } from "./generated/prisma/client";

/** The phrase of a text as a row keeps it beside the English; null for a text that has none. */
export const storedPhrase = ({ phrase }: Worded): Prisma.InputJsonValue | typeof Prisma.DbNull =>
  // A phrase is plain JSON.
  phrase === undefined ? Prisma.DbNull : (storable(phrase as unknown as Json) as Prisma.InputJsonValue);

/** The phrase of a text for the payload of an event, beside its message; nothing for a text that has none. */
export const phraseInPayload = ({ phrase }: Worded): { readonly phrase?: Json } =>
  // A phrase is plain JSON.
  phrase === undefined ? {} : { phrase: storable(phrase as unknown as Json) };

/** The phrase that a row keeps beside a text; none for a row of before there were phrases, and for a text that is nobody's phrase. */
export const phraseOfRow = (kept: unknown): Phrase | undefined => Phrase.safeParse(kept).data;
