"use client";
import type { ClusterPage } from "@holdfast/contracts/cluster-list";
import type { FleetCluster } from "@holdfast/contracts/fleet";
import { Button } from "@holdfast/ui/button";
import { DataTable } from "@holdfast/ui/data-table";
import { EmptyState } from "@holdfast/ui/empty-state";
import { FilterBar } from "@holdfast/ui/filter-bar";
import { Resolve } from "@holdfast/ui/resolve";
import { TableSkeleton } from "@holdfast/ui/skeleton";
import { Stack } from "@holdfast/ui/stack";
import { useTranslations } from "next-intl";
import { type ReactNode, useMemo } from "react";
import { useTRPC, useTRPCClient } from "../../trpc/client";
import { moreRows, pagedRows } from "../shared-list/paged-rows";
import { useColumnChoice } from "../shared-list/use-column-choice";
import { useListSearch } from "../shared-list/use-list-search";
import { usePages } from "../shared-list/use-pages";
import { useSettledRows } from "../shared-list/use-settled-rows";
import { useLiveObservation } from "../shared-stream/use-live-observation";
import { clusterQuestion, clusterShape, environments, isNarrowed, linkStates } from "./cluster-search";
import { useClusterColumns } from "./use-cluster-columns";

const rowKey = ({ cluster }: FleetCluster) => cluster.id;
const rowName = ({ cluster }: FleetCluster) => cluster.name;
const rowHref = ({ cluster }: FleetCluster) => `/clusters/${cluster.name}`;
const none: readonly ClusterPage[] = [];

/** The pages that an address asks for, kept still under the reader's eyes. */
function useClusterPages(question: ReturnType<typeof clusterQuestion>) {
  const [trpc, client] = [useTRPC(), useTRPCClient()];
  const query = usePages(trpc.cluster.page.queryKey(question), (cursor, signal) =>
    client.cluster.page.query({ ...question, cursor }, { signal }),
  );
  const pages = query.data?.pages ?? none;
  const rows = useMemo(() => pagedRows(pages, rowKey), [pages]);
  return { query, settled: useSettledRows(JSON.stringify(question), rows, rowKey) };
}

/** The filters, and the clusters that they leave. `add` is what leads to a new one, or nothing for who may not. */
export function ClusterList({ add }: { readonly add: ReactNode }) {
  const t = useTranslations("clusters");
  const words = useTranslations("status");
  const columns = useClusterColumns();
  const columnChoice = useColumnChoice("clusters", columns);
  const [search, change] = useListSearch(clusterShape);
  const { query, settled } = useClusterPages(useMemo(() => clusterQuestion(search), [search]));
  const observation = useLiveObservation(query.dataUpdatedAt);
  const clear = () => change({ text: "", facets: {} });
  return (
    <Stack gap="s">
      <FilterBar
        label={t("narrow")}
        search={{ label: t("search"), placeholder: t("searchPlaceholder"), value: search.text, onChange: (text) => change({ text }) }}
        facets={[
          {
            id: "environment",
            label: t("column.environment"),
            options: environments.map((value) => ({ value, label: words(`environment.${value}`) })),
            selected: search.facets.environment ?? [],
          },
          {
            id: "link",
            label: t("column.link"),
            options: linkStates.map((value) => ({ value, label: words(`link.${value}`) })),
            selected: search.facets.link ?? [],
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
          isNarrowed(search) ? (
            <EmptyState title={t("noneMatches")} action={<Button onClick={clear}>{t("clear")}</Button>}>
              {t("noneMatchesHelp")}
            </EmptyState>
          ) : (
            <EmptyState title={t("none")} action={add}>
              {t(add ? "noneHelp" : "noneAsk")}
            </EmptyState>
          )
        }
        observation={() => observation}
      >
        {(data) => (
          <DataTable
            label={t("title")}
            columns={columns}
            rows={settled.rows}
            rowKey={rowKey}
            rowName={rowName}
            rowHref={rowHref}
            sort={search.sort ?? { key: "name", direction: "ascending" }}
            onSortChange={(sort) => change({ sort })}
            columnChoice={columnChoice}
            arrivals={settled.arrivals}
            more={moreRows(query, data.pages)}
          />
        )}
      </Resolve>
    </Stack>
  );
}
