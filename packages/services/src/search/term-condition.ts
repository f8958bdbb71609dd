import { Prisma } from "@holdfast/db/generated/prisma/client";
import type { LabelMatch, Pattern, SearchTerm } from "@holdfast/domain/search/search-query";
import type { ServiceContext } from "../context/service-context";
import { imageCondition } from "./image-condition";
import { likeOf, lowerMatches, partLikeOf } from "./pattern-sql";

/** The terms that are asked of each object. Clusters, kinds and healths are known before, see read-search.ts. */
export type ObjectTerm = Exclude<SearchTerm, { key: "health" | "environment" }>;

function labelCondition({ name, value }: LabelMatch): Prisma.Sql {
  if (value === null) return Prisma.sql`jsonb_exists(labels, ${name})`;
  const [text = ""] = value;
  return value.length === 1
    ? Prisma.sql`labels @> ${JSON.stringify({ [name]: text })}::jsonb`
    : Prisma.sql`labels ->> ${name}::text LIKE ${likeOf(value)}`;
}

function patternCondition(ctx: ServiceContext, key: string, pattern: Pattern): Prisma.Sql | Promise<Prisma.Sql> {
  switch (key) {
    case "name":
      return Prisma.sql`name ILIKE ${likeOf(pattern)}`;
    case "namespace":
      return lowerMatches(Prisma.sql`namespace`, pattern);
    case "node":
      return lowerMatches(Prisma.sql`node`, pattern);
    case "status":
      return lowerMatches(Prisma.sql`lower(status)`, pattern);
    case "owner":
      return pattern.some((part) => part.includes("/"))
        ? Prisma.sql`owner_kind || '/' || owner_name ILIKE ${likeOf(pattern)}`
        : Prisma.sql`owner_name ILIKE ${likeOf(pattern)}`;
    case "image":
      return imageCondition(ctx, pattern);
    default:
      return Prisma.sql`name ILIKE ${partLikeOf(pattern)}`;
  }
}

/** What a term asks of an object, as SQL that is true or not, never unknown: what an object does not have, it is not. */
export async function termCondition(ctx: ServiceContext, term: ObjectTerm): Promise<Prisma.Sql> {
  const old = (seconds: number) => new Date(ctx.now().getTime() - seconds * 1000);
  const values =
    term.key === "label"
      ? term.values.map(labelCondition)
      : term.key === "age"
        ? term.values.map(({ comparison, seconds }) =>
            comparison === ">" ? Prisma.sql`created_at < ${old(seconds)}` : Prisma.sql`created_at > ${old(seconds)}`,
          )
        : await Promise.all(term.values.map((pattern) => patternCondition(ctx, term.key, pattern)));
  const any = Prisma.sql`(${Prisma.join(values, " OR ")})`;
  return term.isNegated ? Prisma.sql`${any} IS NOT TRUE` : any;
}
