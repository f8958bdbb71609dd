"use client";
import type { SvidPage, SvidView } from "@holdfast/contracts/svid";
import { Button } from "@holdfast/ui/button";
import { DataTable } from "@holdfast/ui/data-table";
import { EmptyState } from "@holdfast/ui/empty-state";
import { FilterBar } from "@holdfast/ui/filter-bar";
import { Resolve } from "@holdfast/ui/resolve";
import { TableSkeleton } from "@holdfast/ui/skeleton";
import { Stack } from "@holdfast/ui/stack";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { useTRPC, useTRPCClient } from "../../trpc/client";
import { moreRows, pagedRows } from "../shared-list/paged-rows";
import { useColumnChoice } from "../shared-list/use-column-choice";
import { useListSearch } from "../shared-list/use-list-search";
import { usePages } from "../shared-list/use-pages";
import { svidQuestion, svidShape, svidStates } from "./svid-search";
import { useSvidColumns } from "./use-svid-columns";

const rowKey = (row: SvidView) => row.id;
const rowName = (row: SvidView) => row.clusterName;
const rowHref = (row: SvidView) => `/clusters/${row.clusterName}/agent`;
const none: readonly SvidPage[] = [];

/** The identities of the agents, what ends first first. */
export function SvidList() {
  const t = useTranslations("identity.svid");
  const columns = useSvidColumns();
  const columnChoice = useColumnChoice("svids", columns);
  const [search, change] = useListSearch(svidShape);
  const question = useMemo(() => svidQuestion(search), [search]);
  const [trpc, client] = [useTRPC(), useTRPCClient()];
  const query = usePages(
    trpc.svid.list.queryKey(question),
    (cursor, signal) => client.svid.list.query({ ...question, cursor }, { signal }),
    "svids",
  );
  const pages = query.data?.pages ?? none;
  const rows = useMemo(() => pagedRows(pages, rowKey), [pages]);
  const clear = () => change({ text: "", facets: {} });
  const isNarrowed = Object.keys(question).length > 0;
  return (
    <Stack gap="s">
      <FilterBar
        label={t("narrow")}
        search={{ label: t("search"), placeholder: t("search"), value: search.text, onChange: (text) => change({ text }) }}
        facets={[
          {
            id: "state",
            label: t("stateTitle"),
            options: svidStates.map((value) => ({ value, label: t(`state.${value}`) })),
            selected: search.facets.state ?? [],
          },
        ]}
        onFacetChange={(id, values) => change({ facets: { ...search.facets, [id]: values } })}
        onClear={clear}
      />
      <Resolve
        query={query}
        loading={<TableSkeleton columns={columns} />}
        isEmpty={(data) => data.pages[0]?.total === 0}
        empty={
          isNarrowed ? (
            <EmptyState title={t("noneMatches")} action={<Button onClick={clear}>{t("clear")}</Button>}>
              {t("noneMatchesHelp")}
            </EmptyState>
          ) : (
            <EmptyState title={t("none")}>{t("noneHelp")}</EmptyState>
          )
        }
      >
        {(data) => (
          <DataTable
            label={t("title")}
            columns={columns}
            rows={rows}
            rowKey={rowKey}
            rowName={rowName}
            rowHref={rowHref}
            columnChoice={columnChoice}
            more={moreRows(query, data.pages)}
          />
        )}
      </Resolve>
    </Stack>
  );
}
