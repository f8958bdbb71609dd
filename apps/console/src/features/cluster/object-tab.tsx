"use client";
import type { ObjectPage, ObjectRow } from "@holdfast/contracts/inventory-list";
import { Button } from "@holdfast/ui/button";
import type { Column } from "@holdfast/ui/column";
import { DataTable } from "@holdfast/ui/data-table";
import { EmptyState } from "@holdfast/ui/empty-state";
import { FilterBar } from "@holdfast/ui/filter-bar";
import { Resolve } from "@holdfast/ui/resolve";
import type { Facet } from "@holdfast/ui/rules/facets";
import type { ListSearch } from "@holdfast/ui/rules/list-search";
import { TableSkeleton } from "@holdfast/ui/skeleton";
import { Stack } from "@holdfast/ui/stack";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { useTRPC, useTRPCClient } from "../../trpc/client";
import { moreRows, pagedRows } from "../shared-list/paged-rows";
import { useColumnChoice } from "../shared-list/use-column-choice";
import { usePages } from "../shared-list/use-pages";
import { useSettledRows } from "../shared-list/use-settled-rows";
import { useTheCluster } from "./cluster-context";
import { type ObjectScope, objectQuestion } from "./object-question";
import { ToldByAgent } from "./told-by-agent";

interface ObjectTabProps {
  /** The word by which a choice of columns is remembered. */
  readonly list: string;
  readonly title: string;
  readonly scope: ObjectScope;
  readonly columns: readonly Column<ObjectRow>[];
  readonly facets: readonly Facet[];
  readonly search: ListSearch;
  readonly change: (part: Partial<ListSearch>) => void;
  /** What it means that there is nothing at all. */
  readonly noneHelp: string;
}

const rowKey = (row: ObjectRow) => row.uid;
const rowName = (row: ObjectRow) => row.name;
const rowHref = (row: ObjectRow) => `/inventory/${row.clusterId}/${encodeURIComponent(row.uid)}`;
const none: readonly ObjectPage[] = [];
const isNarrowed = (search: ListSearch) => search.text.trim() !== "" || Object.values(search.facets).some((values) => values.length > 0);

/** A list of objects of this cluster, paged, sorted and narrowed by the server; its state is in the address. */
export function ObjectTab({ list, title, scope, columns, facets, search, change, noneHelp }: ObjectTabProps) {
  const t = useTranslations("cluster.objects");
  const { id } = useTheCluster();
  const question = useMemo(() => objectQuestion(search, scope, id), [search, scope, id]);
  const [trpc, client] = [useTRPC(), useTRPCClient()];
  const query = usePages(trpc.inventory.list.queryKey(question), (cursor, signal) =>
    client.inventory.list.query({ ...question, cursor }, { signal }),
  );
  const pages = query.data?.pages ?? none;
  const rows = useMemo(() => pagedRows(pages, rowKey), [pages]);
  const settled = useSettledRows(JSON.stringify(question), rows, rowKey);
  const columnChoice = useColumnChoice(list, columns);
  const clear = () => change({ text: "", facets: {} });
  const narrow = (facet: string, values: string[]) =>
    // The store narrows to one namespace: the one that was chosen last.
    change({ facets: { ...search.facets, [facet]: facet === "namespace" ? values.slice(-1) : values } });
  return (
    <Stack gap="s">
      <FilterBar
        label={t("narrow")}
        search={{ label: t("search"), placeholder: t("searchPlaceholder"), value: search.text, onChange: (text) => change({ text }) }}
        facets={facets}
        onFacetChange={narrow}
        onClear={clear}
      />
      <Resolve
        query={query}
        loading={<TableSkeleton columns={columns} rows={12} />}
        isEmpty={(data) => data.pages[0]?.rows.length === 0}
        empty={
          isNarrowed(search) ? (
            <EmptyState title={t("noneMatches")} action={<Button onClick={clear}>{t("clear")}</Button>}>
              {t("noneMatchesHelp")}
            </EmptyState>
          ) : (
            <EmptyState title={t("none")}>{noneHelp}</EmptyState>
          )
        }
      >
        {(data) => (
          <ToldByAgent>
            <DataTable
              label={title}
              columns={columns}
              rows={settled.rows}
              rowKey={rowKey}
              rowName={rowName}
              rowHref={rowHref}
              sort={search.sort ?? scope.sort}
              onSortChange={(sort) => change({ sort })}
              columnChoice={columnChoice}
              arrivals={settled.arrivals}
              more={moreRows(query, data.pages)}
            />
          </ToldByAgent>
        )}
      </Resolve>
    </Stack>
  );
}
