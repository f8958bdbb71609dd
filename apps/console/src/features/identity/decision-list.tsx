"use client";
import type { DecisionPage, DecisionView } from "@holdfast/contracts/decision-log";
import { Button } from "@holdfast/ui/button";
import { DataTable } from "@holdfast/ui/data-table";
import { EmptyState } from "@holdfast/ui/empty-state";
import { FilterBar } from "@holdfast/ui/filter-bar";
import { Resolve } from "@holdfast/ui/resolve";
import type { Facet } from "@holdfast/ui/rules/facets";
import type { ListSearch } from "@holdfast/ui/rules/list-search";
import { TableSkeleton } from "@holdfast/ui/skeleton";
import { Stack } from "@holdfast/ui/stack";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { useTRPC, useTRPCClient } from "../../trpc/client";
import { clusterPermissions, fleetPermissions } from "../shared-identity/permission-list";
import { moreRows, pagedRows } from "../shared-list/paged-rows";
import { useColumnChoice } from "../shared-list/use-column-choice";
import { usePages } from "../shared-list/use-pages";
import { type ChosenTime, TimeFilter } from "../shared-time/time-filter";
import { timeRange, withTime } from "../shared-time/time-range";
import { type DecisionQuestion, decisionSpans, effects, lastChosen } from "./decision-search";
import { useDecisionColumns } from "./use-decision-columns";

interface DecisionListProps {
  readonly search: ListSearch;
  readonly change: (part: Partial<ListSearch>) => void;
  readonly question: DecisionQuestion;
  /** As of when a span such as "the last hour" ends; a new instant reads the log anew. */
  readonly asOfMs: number;
}

const rowKey = (row: DecisionView) => String(row.seq);
const rowName = (row: DecisionView) => `${row.action} ${row.seq}`;
const rowHref = (row: DecisionView) => `/audit?entry=${row.seq}`;
const none: readonly DecisionPage[] = [];

function useDecisionFacets(search: ListSearch): readonly Facet[] {
  const t = useTranslations("identity");
  const clusters = useQuery(useTRPC().cluster.list.queryOptions());
  const selected = (id: string) => search.facets[id] ?? [];
  return [
    {
      id: "effect",
      label: t("decision.effectTitle"),
      options: effects.map((value) => ({ value, label: t(`decision.effect.${value}`) })),
      selected: selected("effect"),
    },
    {
      id: "permission",
      label: t("decision.asked"),
      options: [...clusterPermissions, ...fleetPermissions].map((value) => ({ value, label: `${t(`permission.${value}`)} (${value})` })),
      selected: selected("permission"),
    },
    {
      id: "cluster",
      label: t("whatCan.cluster"),
      options: (clusters.data ?? []).map(({ id, name }) => ({ value: id, label: name })),
      selected: selected("cluster"),
    },
  ];
}

/** The filters, and the decisions that they leave, newest first. Each leads to its entry of the audit trail. */
export function DecisionList({ search, change, question, asOfMs }: DecisionListProps) {
  const t = useTranslations("identity.decision");
  const columns = useDecisionColumns();
  const columnChoice = useColumnChoice("decisions", columns);
  const facets = useDecisionFacets(search);
  const [trpc, client] = [useTRPC(), useTRPCClient()];
  const query = usePages(
    [...trpc.audit.decisions.queryKey(question), asOfMs],
    (cursor, signal) => client.audit.decisions.query({ ...question, cursor }, { signal }),
    "decisions",
  );
  const pages = query.data?.pages ?? none;
  const rows = useMemo(() => pagedRows(pages, rowKey), [pages]);
  const clear = () => change({ text: "", facets: {} });
  const putTime = (chosen: ChosenTime) =>
    change({ facets: withTime(search.facets, "since" in chosen && chosen.since === "all" ? {} : chosen) });
  const isNarrowed = Object.keys(question).length > 0;
  return (
    <Stack gap="s">
      <FilterBar
        label={t("narrow")}
        search={{ label: t("search"), placeholder: t("search"), value: search.text, onChange: (text) => change({ text }) }}
        facets={facets}
        onFacetChange={(id, values) => change({ facets: { ...search.facets, [id]: lastChosen(search.facets[id] ?? [], values) } })}
        onClear={clear}
        end={<TimeFilter range={timeRange(search, decisionSpans, asOfMs)} spans={decisionSpans} onChange={putTime} />}
      />
      <Resolve
        query={query}
        loading={<TableSkeleton columns={columns} />}
        isEmpty={(data) => data.pages[0]?.rows.length === 0}
        empty={
          isNarrowed ? (
            <EmptyState title={t("noneMatches")} action={<Button onClick={clear}>{t("clear")}</Button>}>
              {t("noneMatchesHelp")}
            </EmptyState>
          ) : (
            <EmptyState title={t("none")}>{t("noneHelp")}</EmptyState>
          )
        }
        forbiddenHelp={t("forbiddenHelp")}
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
