import { Prisma } from "@holdfast/db/generated/prisma/client";
import type { LabelMatch, Pattern, SearchTerm } from "@holdfast/domain/search/search-query";
import type { ServiceContext } from "../context/service-context";
import { imageCondition } from "./image-condition";
import { likeOf, lowerMatches, partLikeOf } from "./pattern-sql";

/** The terms that are asked of each object. Clusters, kinds and healths are known before, see read-search.ts. */
export type ObjectTerm = Exclude<SearchTerm, { key: "health" | "environment" }>;

/** A condition in the form that an index answers, and in the form that costs the least when a row is at hand. */
export interface ValueCondition {
  readonly sought: Prisma.Sql;
  readonly checked: Prisma.Sql;
}

/** What a term asks of an object: true or not, never unknown. */
export interface ObjectCondition extends ValueCondition {
  /** It asks for the name alone, so that an index of names tells without the row. */
  readonly isOfName: boolean;
}

const both = (condition: Prisma.Sql): ValueCondition => ({ sought: condition, checked: condition });

function labelCondition({ name, value }: LabelMatch): Prisma.Sql {
  if (value === null) return Prisma.sql`jsonb_exists(labels, ${name})`;
  const [text = ""] = value;
  return value.length === 1
    ? Prisma.sql`labels @> ${JSON.stringify({ [name]: text })}::jsonb`
    : Prisma.sql`labels ->> ${name}::text LIKE ${likeOf(value)}`;
}

/** `name`, or `kind/name`. */
function ownerCondition(pattern: Pattern): Prisma.Sql {
  const at = pattern.findIndex((part) => part.includes("/"));
  const [kind = "", ...name] = (pattern[at] ?? "").split("/");
  if (at === -1) return lowerMatches(Prisma.sql`owner_name`, pattern);
  const kinds = likeOf([...pattern.slice(0, at), kind]);
  return Prisma.sql`owner_kind ILIKE ${kinds} AND ${lowerMatches(Prisma.sql`owner_name`, [name.join("/"), ...pattern.slice(at + 1)])}`;
}

function patternCondition(ctx: ServiceContext, key: string, pattern: Pattern): ValueCondition | Promise<ValueCondition> {
  switch (key) {
    case "name":
    case "namespace":
    case "node":
      return both(lowerMatches(Prisma.raw(key), pattern));
    case "status":
      return both(lowerMatches(Prisma.sql`lower(status)`, pattern));
    case "owner":
      return both(ownerCondition(pattern));
    case "image":
      return imageCondition(ctx, pattern);
    default:
      return both(Prisma.sql`name LIKE ${partLikeOf(pattern).toLowerCase()}`);
  }
}

function valueConditions(ctx: ServiceContext, term: ObjectTerm): (ValueCondition | Promise<ValueCondition>)[] {
  const old = (seconds: number) => new Date(ctx.now().getTime() - seconds * 1000);
  switch (term.key) {
    case "label":
      return term.values.map((label) => both(labelCondition(label)));
    case "age":
      return term.values.map(({ comparison, seconds }) =>
        both(comparison === ">" ? Prisma.sql`created_at < ${old(seconds)}` : Prisma.sql`created_at > ${old(seconds)}`),
      );
    default:
      return term.values.map((pattern) => patternCondition(ctx, term.key, pattern));
  }
}

/** What a term asks of an object, as SQL. What an object does not have, it is not. */
export async function termCondition(ctx: ServiceContext, term: ObjectTerm): Promise<ObjectCondition> {
  const values = await Promise.all(valueConditions(ctx, term));
  const any = (form: keyof ValueCondition) => {
    const one = Prisma.sql`(${Prisma.join(
      values.map((value) => value[form]),
      " OR ",
    )})`;
    return term.isNegated ? Prisma.sql`${one} IS NOT TRUE` : one;
  };
  return { sought: any("sought"), checked: any("checked"), isOfName: term.key === "text" || term.key === "name" };
}
