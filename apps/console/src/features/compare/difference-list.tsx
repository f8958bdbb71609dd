"use client";
import type { Comparison, DifferenceRow } from "@holdfast/contracts/compare";
import { Button } from "@holdfast/ui/button";
import { DataTable } from "@holdfast/ui/data-table";
import { EmptyState } from "@holdfast/ui/empty-state";
import { Resolve } from "@holdfast/ui/resolve";
import type { ListSearch } from "@holdfast/ui/rules/list-search";
import { TableSkeleton } from "@holdfast/ui/skeleton";
import { Stack } from "@holdfast/ui/stack";
import { useTranslations } from "next-intl";
import { useCallback, useMemo, useState } from "react";
import { useTRPC, useTRPCClient } from "../../trpc/client";
import { moreRows, pagedRows } from "../shared-list/paged-rows";
import { useColumnChoice } from "../shared-list/use-column-choice";
import { usePages } from "../shared-list/use-pages";
import { StaleClustersNotice } from "../shared-object/stale-clusters-notice";
import { CompareHead } from "./compare-head";
import { compareQuestion, type Pair } from "./compare-search";
import { DifferenceTally } from "./difference-tally";
import { draftOfRow } from "./rule-draft";
import { type RuleLayer, RuleLayers } from "./rule-layers";
import { useDifferenceColumns } from "./use-difference-columns";

interface DifferenceListProps {
  readonly pair: Pair;
  readonly search: ListSearch;
  readonly change: (part: Partial<ListSearch>) => void;
}

const rowKey = (row: DifferenceRow) => JSON.stringify([row.resource, row.namespace, row.name, row.group, row.field]);
const rowName = (row: DifferenceRow) => `${row.kind} ${row.name}, ${row.field || row.group}`;

/** What the pair came to, and its differences one by one. Asked anew on demand: two clusters that live never stand still. */
export function DifferenceList({ pair, search, change }: DifferenceListProps) {
  const t = useTranslations("compare");
  const [trpc, client] = [useTRPC(), useTRPCClient()];
  const question = compareQuestion(search, pair);
  const [layer, setLayer] = useState<RuleLayer | null>(null);
  const allow = useCallback((row: DifferenceRow) => setLayer({ shows: "new", first: draftOfRow(row) }), []);
  const columns = useDifferenceColumns(pair, allow);
  const columnChoice = useColumnChoice("compare", columns);
  const query = usePages(
    trpc.compare.clusters.queryKey(question),
    (cursor, signal) => client.compare.clusters.query({ ...question, cursor }, { signal }),
    `${pair.left.id} ${pair.right.id}`,
  );
  const rows = useMemo(() => pagedRows<DifferenceRow>(query.data?.pages ?? [], rowKey), [query.data]);
  const isNarrowed = search.text !== "" || Boolean(search.facets.group?.length) || Boolean(search.facets.namespace?.length);
  const hrefOf = (row: DifferenceRow) => {
    const [cluster, uid] = row.leftUid === null ? [pair.right, row.rightUid] : [pair.left, row.leftUid];
    return `/inventory/${cluster.id}/${encodeURIComponent(uid ?? "")}`;
  };
  const clear = () => change({ text: "", facets: { ...search.facets, group: [], namespace: [] } });
  const head = (of: Comparison) => (
    <CompareHead
      comparison={of}
      onReadAnew={() => void query.refetch()}
      isReading={query.isFetching}
      search={search}
      change={change}
      onRules={() => setLayer({ shows: "rules" })}
    />
  );
  return (
    <Resolve query={query} loading={<TableSkeleton columns={columns} rows={12} />} isEmpty={() => false} empty={null}>
      {(data) => {
        const [first] = data.pages;
        if (!first) return null;
        return (
          <Stack gap="s">
            <StaleClustersNotice clusters={first.staleClusters} />
            {head(first)}
            <RuleLayers pair={pair} allowedBy={first.allowedBy} layer={layer} onChange={setLayer} />
            {rows.length === 0 ? (
              <EmptyState
                title={isNarrowed ? t("noneMatches") : t("none")}
                action={isNarrowed ? <Button onClick={clear}>{t("clear")}</Button> : undefined}
              >
                {isNarrowed ? t("noneMatchesHelp") : t("noneHelp", { count: first.compared })}
              </EmptyState>
            ) : (
              <DataTable
                label={t("title")}
                columns={columns}
                rows={rows}
                rowKey={rowKey}
                rowName={rowName}
                rowHref={hrefOf}
                columnChoice={columnChoice}
                bar={
                  <DifferenceTally
                    comparison={first}
                    chosen={search.facets.group ?? []}
                    onChoose={(group) => change({ facets: { ...search.facets, group } })}
                  />
                }
                more={moreRows(query, data.pages)}
              />
            )}
          </Stack>
        );
      }}
    </Resolve>
  );
}
