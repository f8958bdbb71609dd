import { Fault } from "@holdfast/contracts/fault";
import { Prisma } from "@holdfast/db/generated/prisma/client";
import type { Pattern, SearchQuery } from "@holdfast/domain/search/search-query";
import { z } from "zod";
import { likeOf } from "./pattern-sql";

/** What a found object is known and ordered by: names that begin with the text that was asked for come first, then the rest, each by name. */
export interface FoundKey {
  readonly isRest: boolean;
  readonly name: string;
  readonly clusterId: string;
  readonly uid: string;
}

const Cursor = z.tuple([z.boolean(), z.string().max(300), z.uuid(), z.string().max(300)]);

/** The cursor of a found object. */
export const foundCursor = ({ isRest, name, clusterId, uid }: FoundKey): string =>
  Buffer.from(JSON.stringify([isRest, name, clusterId, uid])).toString("base64url");

/** The object that a cursor names. Throws `InvalidInput` for a cursor that is not of a search. */
export function readFoundCursor(cursor: string | null): FoundKey | null {
  if (cursor === null) return null;
  try {
    const [isRest, name, clusterId, uid] = Cursor.parse(JSON.parse(Buffer.from(cursor, "base64url").toString("utf8")));
    return { isRest, name, clusterId, uid };
  } catch (cause) {
    throw new Fault("InvalidInput", "cursor: it is not one of ours. Start again from the first page.", { cause });
  }
}

/** The text that names may begin with; null when the query has none, or several. */
export function leadingText(query: SearchQuery): Pattern | null {
  const texts = query.filter((term) => term.key === "text" && !term.isNegated);
  const [term] = texts;
  if (texts.length !== 1 || term?.key !== "text") return null;
  const [pattern] = term.values;
  return term.values.length === 1 && pattern?.length === 1 ? pattern : null;
}

/** Whether a name begins with the text, as SQL; an index of names finds those at once. */
export const beginsWith = (text: Pattern): Prisma.Sql => Prisma.sql`name LIKE ${likeOf([...text, ""]).toLowerCase()}`;

/** "After this object", as SQL over names, clusters and uids. */
export const afterKey = ({ name, clusterId, uid }: FoundKey): Prisma.Sql =>
  Prisma.sql`(name, cluster_id, uid) > (${name}, ${clusterId}::uuid, ${uid})`;
