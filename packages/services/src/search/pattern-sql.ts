import { Prisma } from "@holdfast/db/generated/prisma/client";
import type { Pattern } from "@holdfast/domain/search/search-query";

/** The pattern as LIKE takes it: its own signs are taken for what they are. */
export const likeOf = (pattern: Pattern): string => pattern.map((part) => part.replace(/[\\%_]/g, String.raw`\$&`)).join("%");

/** As `likeOf`; without a star the pattern may stand anywhere in the text. */
export const partLikeOf = (pattern: Pattern): string => (pattern.length === 1 ? `%${likeOf(pattern)}%` : likeOf(pattern));

/** Compares a column of lower-case texts; one text is compared as such, so that an index of the column serves it. */
export function lowerMatches(column: Prisma.Sql, pattern: Pattern): Prisma.Sql {
  const [text = ""] = pattern;
  return pattern.length === 1 ? Prisma.sql`${column} = ${text.toLowerCase()}` : Prisma.sql`${column} LIKE ${likeOf(pattern).toLowerCase()}`;
}
