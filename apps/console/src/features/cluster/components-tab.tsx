"use client";
import type { ClusterComponent } from "@holdfast/contracts/component";
import { Button } from "@holdfast/ui/button";
import { DataTable } from "@holdfast/ui/data-table";
import { EmptyState } from "@holdfast/ui/empty-state";
import { FilterBar } from "@holdfast/ui/filter-bar";
import { Resolve } from "@holdfast/ui/resolve";
import type { ListSearch, ListSearchShape } from "@holdfast/ui/rules/list-search";
import { TableSkeleton } from "@holdfast/ui/skeleton";
import { Stack } from "@holdfast/ui/stack";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "../../trpc/client";
import { componentDomains } from "../shared-component/component-domains";
import { useColumnChoice } from "../shared-list/use-column-choice";
import { useListSearch } from "../shared-list/use-list-search";
import { useTheCluster } from "./cluster-context";
import { ToldByAgent } from "./told-by-agent";
import { useComponentColumns } from "./use-component-columns";

const shape: ListSearchShape = { sortKeys: [], facets: ["domain"] };
const rowKey = (row: ClusterComponent) => row.id;
const rowName = (row: ClusterComponent) => row.name;

const isAsked = ({ name, domain }: ClusterComponent, { text, facets }: ListSearch) =>
  name.toLowerCase().includes(text.trim().toLowerCase()) && (!facets.domain?.length || facets.domain.includes(domain));

/** The systems that were found in this cluster, and what tells of each. They are no more than the catalogue, and come in one answer. */
export function ComponentsTab() {
  const t = useTranslations("components");
  const here = useTranslations("cluster");
  const { id: clusterId } = useTheCluster();
  const [search, change] = useListSearch(shape);
  const columns = useComponentColumns();
  const columnChoice = useColumnChoice("cluster-components", columns);
  const query = useQuery(useTRPC().component.ofCluster.queryOptions({ clusterId }));
  const { domain = [] } = search.facets;
  const clear = () => change({ text: "", facets: {} });
  return (
    <Stack gap="s">
      <FilterBar
        label={t("narrow")}
        search={{ label: t("search"), placeholder: t("search"), value: search.text, onChange: (text) => change({ text }) }}
        facets={[
          {
            id: "domain",
            label: t("column.domain"),
            selected: domain,
            options: componentDomains.map((value) => ({ value, label: t(`domain.${value}`) })),
          },
        ]}
        onFacetChange={(id, values) => change({ facets: { ...search.facets, [id]: values } })}
        onClear={clear}
      />
      <Resolve
        query={query}
        loading={<TableSkeleton columns={columns} rows={12} />}
        isEmpty={({ components }) => components.length === 0}
        empty={<EmptyState title={here("components.none")}>{here("components.noneHelp")}</EmptyState>}
      >
        {({ components }) => {
          const rows = components.filter((each) => isAsked(each, search));
          if (rows.length === 0)
            return (
              <EmptyState title={t("noneMatches")} action={<Button onClick={clear}>{t("clear")}</Button>}>
                {t("noneMatchesHelp")}
              </EmptyState>
            );
          return (
            <ToldByAgent>
              <DataTable
                label={here("tab.components")}
                columns={columns}
                rows={rows}
                rowKey={rowKey}
                rowName={rowName}
                columnChoice={columnChoice}
              />
            </ToldByAgent>
          );
        }}
      </Resolve>
    </Stack>
  );
}
