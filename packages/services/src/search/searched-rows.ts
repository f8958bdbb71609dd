import { Health } from "@holdfast/contracts/health";
import { Prisma } from "@holdfast/db/generated/prisma/client";
import type { ReadSearch } from "./read-search";

const every = (conditions: readonly Prisma.Sql[]) => Prisma.join([Prisma.sql`true`, ...conditions], " AND ");

const ofClusters = ({ clusters, isEverywhere }: ReadSearch): Prisma.Sql[] =>
  isEverywhere ? [] : [Prisma.sql`cluster_id = ANY(${clusters.map(({ id }) => id)}::uuid[])`];

const ofHealths = ({ healths }: ReadSearch): Prisma.Sql[] =>
  healths.length === Health.options.length ? [] : [Prisma.sql`health = ANY(${healths}::"Health"[])`];

/** How few rows are found: by any index, or by any but that of the parts of names. */
export type Finding = "byAnything" | "notByName";

/** Everything that a search asks, for finding few rows by an index: those that begin with the resource serve as well. */
export const soughtRows = (search: ReadSearch, finding: Finding = "byAnything"): Prisma.Sql =>
  every([
    Prisma.sql`resource = ANY(${search.resources}::text[])`,
    ...ofClusters(search),
    ...ofHealths(search),
    ...search.conditions.map(({ sought, checked, isOfName }) =>
      // No index answers whether something is true, even where it would answer the thing itself.
      isOfName && finding === "notByName" ? Prisma.sql`(${checked}) IS TRUE` : sought,
    ),
  ]);

/** What a search asks of a row's name and cluster: an index of names tells without the row. */
export const walkedRows = (search: ReadSearch): Prisma.Sql =>
  every([...ofClusters(search), ...search.conditions.filter(({ isOfName }) => isOfName).map(({ checked }) => checked)]);

/** What else a search asks of a row, its resources when `areResourcesOpen`; null for nothing. */
export function checkedRows(search: ReadSearch, areResourcesOpen: boolean): Prisma.Sql | null {
  const conditions = [
    ...(areResourcesOpen ? [Prisma.sql`resource = ANY(${search.resources}::text[])`] : []),
    ...ofHealths(search),
    ...search.conditions.filter(({ isOfName }) => !isOfName).map(({ checked }) => checked),
  ];
  return conditions.length === 0 ? null : every(conditions);
}
