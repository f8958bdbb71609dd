"use client";
import type { BulkSelection } from "@holdfast/contracts/bulk";
import type { ObjectPage, ResourceCount } from "@holdfast/contracts/inventory-list";
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
import { BulkBar } from "../shared-bulk/bulk-bar";
import { useMarked } from "../shared-bulk/use-marked";
import { moreRows, pagedRows } from "../shared-list/paged-rows";
import { useColumnChoice } from "../shared-list/use-column-choice";
import { usePages } from "../shared-list/use-pages";
import { useSettledRows } from "../shared-list/use-settled-rows";
import { type ListedObject, objectKey, useObjectColumns } from "../shared-object/object-columns";
import { StaleClustersNotice } from "../shared-object/stale-clusters-notice";
import { HealthTally } from "./health-tally";
import { inventoryQuestion, isNarrowed } from "./inventory-search";
import { useObjectFacets } from "./use-object-facets";

interface ObjectListProps {
  readonly search: ListSearch;
  readonly change: (part: Partial<ListSearch>) => void;
  /** What is listed, in a word: the kind. */
  readonly title: string;
  /** How many there are by health, whatever else the list is narrowed to; null while it is not known. */
  readonly count: ResourceCount | null;
}

const rowName = (row: ListedObject) => row.name;
const rowHref = (row: ListedObject) => `/inventory/${row.clusterId}/${encodeURIComponent(row.uid)}`;

/** The rows of all pages, each with the instant since when nobody vouches for its cluster. */
function listed(pages: readonly ObjectPage[]): ListedObject[] {
  const since = new Map(pages.at(-1)?.staleClusters.map((cluster) => [cluster.clusterId, cluster.since]));
  return pagedRows(pages, objectKey).map((row) => ({ ...row, staleSince: since.get(row.clusterId) ?? null }));
}

/** The filters, and the objects that they leave. */
export function ObjectList({ search, change, title, count }: ObjectListProps) {
  const t = useTranslations("inventory");
  const facets = useObjectFacets(search);
  const clear = () => change({ text: "", facets: { kind: search.facets.kind ?? [] } });
  const narrow = (id: string, values: string[]) => {
    // The store narrows to one namespace: the one that was chosen last.
    const chosen = id === "namespace" ? values.filter((value) => values.length === 1 || !search.facets.namespace?.includes(value)) : values;
    change({ facets: { ...search.facets, [id]: chosen } });
  };
  return (
    <Stack gap="s">
      <FilterBar
        label={t("narrow")}
        search={{ label: t("search"), placeholder: t("searchPlaceholder"), value: search.text, onChange: (text) => change({ text }) }}
        facets={facets}
        onFacetChange={narrow}
        onClear={clear}
      />
      <Objects search={search} change={change} title={title} count={count} onClear={clear} />
    </Stack>
  );
}

function Objects({ search, change, title, count, onClear }: ObjectListProps & { readonly onClear: () => void }) {
  const t = useTranslations("inventory");
  const question = useMemo(() => inventoryQuestion(search), [search]);
  const columns = useObjectColumns({
    areMixed: question.resources.length > 1,
    isNamespaced: count?.isNamespaced ?? true,
    hasRestarts: question.resources.includes("pods"),
  });
  const columnChoice = useColumnChoice("inventory", columns);
  const [trpc, client] = [useTRPC(), useTRPCClient()];
  const query = usePages(
    trpc.inventory.list.queryKey(question),
    (cursor, signal) => client.inventory.list.query({ ...question, cursor }, { signal }),
    question.resources.join(),
  );
  const rows = useMemo(() => listed(query.data?.pages ?? []), [query.data]);
  const settled = useSettledRows(query.isPlaceholderData ? "" : JSON.stringify(question), rows, objectKey);
  const { sort: _, direction: __, ...list } = question;
  const { selection, marked, clear } = useMarked(JSON.stringify(list), settled.rows, objectKey);
  return (
    <Resolve
      query={query}
      loading={<TableSkeleton columns={columns} rows={16} />}
      isEmpty={(data) => data.pages[0]?.rows.length === 0}
      empty={
        isNarrowed(search) ? (
          <EmptyState title={t("noneMatches")} action={<Button onClick={onClear}>{t("clear")}</Button>}>
            {t("noneMatchesHelp")}
          </EmptyState>
        ) : (
          <EmptyState title={t("none", { kind: title })}>{t("noneHelp")}</EmptyState>
        )
      }
    >
      {(data) => (
        <Stack gap="s">
          <StaleClustersNotice clusters={data.pages.at(-1)?.staleClusters ?? []} />
          <DataTable
            label={title}
            columns={columns}
            rows={settled.rows}
            rowKey={objectKey}
            rowName={rowName}
            rowHref={rowHref}
            sort={search.sort ?? { key: "name", direction: "ascending" }}
            onSortChange={(sort) => change({ sort })}
            columnChoice={columnChoice}
            arrivals={settled.arrivals}
            selection={selection}
            bar={
              <>
                {count !== null && <HealthTally count={count} search={search} change={change} />}
                <BulkBar
                  marked={marked}
                  clear={clear}
                  // The address has ids and words of the contract only.
                  all={{ by: "list", list: list as Extract<BulkSelection, { by: "list" }>["list"] }}
                  total={data.pages.at(-1)?.total ?? 0}
                  resources={question.resources}
                />
              </>
            }
            more={moreRows(query, data.pages)}
          />
        </Stack>
      )}
    </Resolve>
  );
}
