"use client";
import type { ViolationFilter, ViolationPage, ViolationRow } from "@holdfast/contracts/compliance";
import { Button } from "@holdfast/ui/button";
import { DataTable } from "@holdfast/ui/data-table";
import { EmptyState } from "@holdfast/ui/empty-state";
import { FilterBar } from "@holdfast/ui/filter-bar";
import { Resolve } from "@holdfast/ui/resolve";
import type { ListSearch } from "@holdfast/ui/rules/list-search";
import { TableSkeleton } from "@holdfast/ui/skeleton";
import { Stack } from "@holdfast/ui/stack";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { useTRPC, useTRPCClient } from "../../trpc/client";
import { moreRows, pagedRows } from "../shared-list/paged-rows";
import { useColumnChoice } from "../shared-list/use-column-choice";
import { usePages } from "../shared-list/use-pages";
import { useViolationFacets } from "./use-violation-facets";
import { useViolationColumns } from "./violation-columns";

interface ViolationListProps {
  readonly search: ListSearch;
  readonly question: ViolationFilter;
  readonly onChange: (change: Partial<ListSearch>) => void;
}

const rowKey = (row: ViolationRow) => row.id;
const rowName = (row: ViolationRow) => `${row.kind} ${row.name}`;
const rowHref = (row: ViolationRow) => `/policies/violations/${row.id}`;
const none: readonly ViolationPage[] = [];

/** The filters, and the violations that they leave. */
export function ViolationList({ search, question, onChange }: ViolationListProps) {
  const t = useTranslations("violations");
  const columns = useViolationColumns();
  const columnChoice = useColumnChoice("violations", columns);
  const [trpc, client] = [useTRPC(), useTRPCClient()];
  const query = usePages(
    trpc.policy.violations.queryKey(question),
    (cursor, signal) => client.policy.violations.query({ ...question, cursor }, { signal }),
    "violations",
  );
  const pages = query.data?.pages ?? none;
  const rows = useMemo(() => pagedRows(pages, rowKey), [pages]);
  const facets = useViolationFacets(search, rows);
  const isNarrowed = search.text !== "" || Object.values(search.facets).some((values) => values.length > 0);
  const clear = () => onChange({ text: "", facets: {} });
  return (
    <Stack gap="s">
      <FilterBar
        label={t("narrow")}
        search={{ label: t("search"), placeholder: t("searchHint"), value: search.text, onChange: (text) => onChange({ text }) }}
        facets={facets}
        onFacetChange={(id, values) => onChange({ facets: { ...search.facets, [id]: values } })}
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
