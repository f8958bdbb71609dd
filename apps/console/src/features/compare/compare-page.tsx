"use client";
import { EmptyState } from "@holdfast/ui/empty-state";
import { FilterBar } from "@holdfast/ui/filter-bar";
import { PageHeader } from "@holdfast/ui/page-header";
import { Resolve } from "@holdfast/ui/resolve";
import { TableSkeleton } from "@holdfast/ui/skeleton";
import { Stack } from "@holdfast/ui/stack";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "../../trpc/client";
import { useListSearch } from "../shared-list/use-list-search";
import { chosenPair, compareShape } from "./compare-search";
import { DifferenceList } from "./difference-list";
import { PairPicker } from "./pair-picker";

/** What differs between two clusters, for the moment when one has to stand in for the other. */
export function ComparePage() {
  const t = useTranslations("compare");
  const [search, change] = useListSearch(compareShape);
  const clusters = useQuery(useTRPC().cluster.list.queryOptions());
  const choose = (left: string, right: string) => change({ facets: { ...search.facets, left: [left], right: [right] } });
  const two = (data: NonNullable<typeof clusters.data>) => chosenPair(search, data) ?? chosenPair({ ...search, facets: {} }, data);
  return (
    <Stack gap="m">
      <PageHeader title={t("title")} description={t("description")} />
      <Resolve
        query={clusters}
        loading={<TableSkeleton columns={[]} rows={12} />}
        isEmpty={(data) => two(data) === null}
        empty={<EmptyState title={t("noPair")}>{t("noPairHelp")}</EmptyState>}
      >
        {(data) => {
          const pair = two(data);
          if (pair === null) return null;
          const { namespace = [] } = search.facets;
          return (
            <Stack gap="m">
              <PairPicker pair={pair} clusters={data} onChange={choose} />
              <FilterBar
                label={t("narrow")}
                search={{ label: t("search"), placeholder: t("search"), value: search.text, onChange: (text) => change({ text }) }}
                facets={namespace.length === 0 ? [] : [{ id: "namespace", label: t("column.namespace"), options: [], selected: namespace }]}
                onFacetChange={(id, values) => change({ facets: { ...search.facets, [id]: values } })}
                onClear={() => change({ text: "", facets: { ...search.facets, group: [], namespace: [] } })}
              />
              <DifferenceList pair={pair} search={search} change={change} />
            </Stack>
          );
        }}
      </Resolve>
    </Stack>
  );
}
