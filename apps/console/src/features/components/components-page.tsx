"use client";
import { Button } from "@holdfast/ui/button";
import { EmptyState } from "@holdfast/ui/empty-state";
import { FilterBar } from "@holdfast/ui/filter-bar";
import { PageHeader } from "@holdfast/ui/page-header";
import { Resolve } from "@holdfast/ui/resolve";
import { TableSkeleton } from "@holdfast/ui/skeleton";
import { Stack } from "@holdfast/ui/stack";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "../../trpc/client";
import { componentDomains } from "../shared-component/component-domains";
import { useListSearch } from "../shared-list/use-list-search";
import { ComponentMatrix } from "./component-matrix";
import { environments, matrixPage, matrixQuestion, matrixShape, shows } from "./matrix-search";
import { useMatrixColumns } from "./use-matrix-columns";

const noClusters = { columns: [], clusterCount: 0 };

/** Which systems run where, in which version: the fleet's components over all clusters. */
export function ComponentsPage() {
  const t = useTranslations("components");
  const [search, change] = useListSearch(matrixShape);
  const query = useQuery(useTRPC().component.list.queryOptions(matrixQuestion(search), { placeholderData: keepPreviousData }));
  const columns = useMatrixColumns(noClusters);
  const { domain = [], environment = [], show = [] } = search.facets;
  const narrow = (facets: Record<string, string[]>) => change({ facets: { ...search.facets, page: [], ...facets } });
  const isNarrowed = search.text !== "" || domain.length > 0 || environment.length > 0 || show.includes("differing");
  const clear = () => change({ text: "", facets: {} });
  return (
    <Stack gap="m">
      <PageHeader title={t("title")} description={t("description")} />
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
          {
            id: "environment",
            label: t("environmentOfCluster"),
            selected: environment,
            options: environments.map((value) => ({ value, label: t(`environment.${value}`) })),
          },
          { id: "show", label: t("show"), selected: show, options: shows.map((value) => ({ value, label: t(`showing.${value}`) })) },
        ]}
        onFacetChange={(id, values) => narrow({ [id]: values })}
        onClear={clear}
      />
      <Resolve
        query={query}
        loading={<TableSkeleton columns={columns} rows={12} />}
        isEmpty={(matrix) => matrix.rows.length === 0}
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
        {(matrix) => (
          <ComponentMatrix
            matrix={matrix}
            page={matrixPage(search)}
            onPage={(page) => narrow({ page: page === 1 ? [] : [String(page)] })}
          />
        )}
      </Resolve>
    </Stack>
  );
}
