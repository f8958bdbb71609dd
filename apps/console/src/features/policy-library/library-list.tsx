"use client";
import { PolicyCategory, PolicyEngine } from "@holdfast/contracts/policy-card";
import type { LibraryPage, LibraryRow } from "@holdfast/contracts/policy-library";
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
import { useLibraryColumns } from "./library-columns";
import { libraryQuestion, libraryShape } from "./library-search";

const rowKey = (row: LibraryRow) => row.id;
const rowName = (row: LibraryRow) => row.title;
const rowHref = (row: LibraryRow) => `/policies/library/${row.id}`;
const none: readonly LibraryPage[] = [];

/** The filters, and the policies of the library that they leave. */
export function LibraryList() {
  const t = useTranslations("policyLibrary");
  const columns = useLibraryColumns();
  const columnChoice = useColumnChoice("policy-library", columns);
  const [search, change] = useListSearch(libraryShape);
  const question = useMemo(() => libraryQuestion(search), [search]);
  const [trpc, client] = [useTRPC(), useTRPCClient()];
  const query = usePages(
    trpc.policy.library.queryKey(question),
    (cursor, signal) => client.policy.library.query({ ...question, cursor }, { signal }),
    "policy-library",
  );
  const pages = query.data?.pages ?? none;
  const rows = useMemo(() => pagedRows(pages, rowKey), [pages]);
  const isNarrowed = search.text !== "" || Object.values(search.facets).some((values) => values.length > 0);
  const clear = () => change({ text: "", facets: {} });
  const selected = (id: string) => search.facets[id] ?? [];
  return (
    <Stack gap="s">
      <FilterBar
        label={t("narrow")}
        search={{ label: t("search"), placeholder: t("searchHint"), value: search.text, onChange: (text) => change({ text }) }}
        facets={[
          {
            ...{ id: "category", label: t("category"), selected: selected("category") },
            options: PolicyCategory.options.map((value) => ({ value, label: t(`categories.${value}`) })),
          },
          {
            ...{ id: "engine", label: t("engine"), selected: selected("engine") },
            options: PolicyEngine.options.map((value) => ({ value, label: t(`engines.${value}`) })),
          },
        ]}
        onFacetChange={(id, values) => change({ facets: { ...search.facets, [id]: values } })}
        onClear={clear}
      />
      <Resolve
        query={query}
        loading={<TableSkeleton columns={columns} rows={12} />}
        isEmpty={(data) => data.pages[0]?.total === 0}
        empty={
          <EmptyState title={isNarrowed ? t("noneFits") : t("none")} action={isNarrowed && <Button onClick={clear}>{t("clear")}</Button>}>
            {isNarrowed ? t("noneFitsHelp") : t("noneHelp")}
          </EmptyState>
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
