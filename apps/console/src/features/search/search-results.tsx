"use client";
import type { FoundFacets, FoundPage } from "@holdfast/contracts/search";
import type { Column } from "@holdfast/ui/column";
import { DataTable } from "@holdfast/ui/data-table";
import { EmptyState } from "@holdfast/ui/empty-state";
import { Resolve } from "@holdfast/ui/resolve";
import { TableSkeleton } from "@holdfast/ui/skeleton";
import { Stack } from "@holdfast/ui/stack";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { useTRPC } from "../../trpc/client";
import { BulkBar } from "../shared-bulk/bulk-bar";
import { useMarked } from "../shared-bulk/use-marked";
import { moreRows, pagedRows } from "../shared-list/paged-rows";
import { useColumnChoice } from "../shared-list/use-column-choice";
import type { usePages } from "../shared-list/use-pages";
import { useSettledRows } from "../shared-list/use-settled-rows";
import { type ListedObject, objectKey, useObjectColumns } from "../shared-object/object-columns";
import { StaleClustersNotice } from "../shared-object/stale-clusters-notice";
import { FacetLine } from "./facet-line";

interface SearchResultsProps {
  readonly query: string;
  readonly found: ReturnType<typeof usePages<FoundPage>>;
  readonly onNarrow: (key: "kind" | "cluster", value: string) => void;
}

const rowName = (row: ListedObject) => `${row.kind} ${row.name}`;
const rowHref = (row: ListedObject) => `/inventory/${row.clusterId}/${encodeURIComponent(row.uid)}`;

/** The rows of all pages, each with the instant since when nobody vouches for its cluster. */
function listed(pages: readonly FoundPage[]): ListedObject[] {
  const since = new Map(pages.at(-1)?.staleClusters.map((cluster) => [cluster.clusterId, cluster.since]));
  return pagedRows(pages, objectKey).map((row) => ({ ...row, staleSince: since.get(row.clusterId) ?? null }));
}

/** The clusters that are silent, of those that something was found on. */
const silent = (pages: readonly FoundPage[]) => pages.at(-1)?.staleClusters ?? [];

/** How many there are: a page of a common text comes before anybody has counted, and the counts by kind know it later. */
function counted<Counted extends { readonly total: number; readonly isTotalCapped: boolean }>(
  page: Counted,
  facets: FoundFacets | undefined,
): Counted {
  const isKnownBetter = page.isTotalCapped && facets !== undefined && facets.counted > page.total;
  return isKnownBetter ? { ...page, total: facets.counted - (facets.isCapped ? 1 : 0), isTotalCapped: facets.isCapped } : page;
}

/** The columns of all kinds. What was found has one order alone: no other of a million objects of every kind is as fast. */
function useFoundColumns(): readonly Column<ListedObject>[] {
  const columns = useObjectColumns({ areMixed: true, isNamespaced: true, hasRestarts: true });
  return useMemo(
    // Most kinds restart nothing.
    () => columns.map(({ sortKey: _, ...column }) => (column.id === "restarts" ? { ...column, isHiddenAtFirst: true } : column)),
    [columns],
  );
}

/** What was found: names that begin with the text first, then the rest, each by name. */
export function SearchResults({ query, found, onNarrow }: SearchResultsProps) {
  const t = useTranslations("search");
  const columns = useFoundColumns();
  const columnChoice = useColumnChoice("search", columns);
  const facets = useQuery(useTRPC().search.facets.queryOptions({ query }));
  const rows = useMemo(() => listed(found.data?.pages ?? []), [found.data]);
  const settled = useSettledRows(found.isPlaceholderData ? "" : query, rows, objectKey);
  const { selection, marked, clear } = useMarked(query, settled.rows, objectKey);
  const total = found.data?.pages.at(-1)?.total ?? 0;
  const resources = facets.data?.isCapped === false ? facets.data.kinds.map(({ resource }) => resource) : [];
  return (
    <Resolve
      query={found}
      loading={<TableSkeleton columns={columns} rows={16} />}
      isEmpty={(data) => data.pages[0]?.rows.length === 0}
      empty={
        <Stack gap="s">
          <StaleClustersNotice clusters={silent(found.data?.pages ?? [])} />
          <EmptyState title={t("none")}>{t("noneHelp")}</EmptyState>
        </Stack>
      }
    >
      {(data) => (
        <Stack gap="s">
          <StaleClustersNotice clusters={silent(data.pages)} />
          {facets.data && <FacetLine facets={facets.data} onNarrow={onNarrow} />}
          <DataTable
            label={t("found")}
            columns={columns}
            rows={settled.rows}
            rowKey={objectKey}
            rowName={rowName}
            rowHref={rowHref}
            selection={selection}
            bar={<BulkBar marked={marked} clear={clear} all={{ by: "search", query }} total={total} resources={resources} />}
            columnChoice={columnChoice}
            arrivals={settled.arrivals}
            more={counted(moreRows(found, data.pages), facets.data)}
          />
        </Stack>
      )}
    </Resolve>
  );
}
