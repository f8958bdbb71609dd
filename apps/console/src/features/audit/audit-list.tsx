"use client";
import type { AuditEntry } from "@holdfast/contracts/audit";
import { Button } from "@holdfast/ui/button";
import { DataTable } from "@holdfast/ui/data-table";
import { EmptyState } from "@holdfast/ui/empty-state";
import { FilterBar } from "@holdfast/ui/filter-bar";
import { Resolve } from "@holdfast/ui/resolve";
import { type ListSearch, writeListSearch } from "@holdfast/ui/rules/list-search";
import { TableSkeleton } from "@holdfast/ui/skeleton";
import { Stack } from "@holdfast/ui/stack";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { useTRPC, useTRPCClient } from "../../trpc/client";
import { moreRows, pagedRows } from "../shared-list/paged-rows";
import { useColumnChoice } from "../shared-list/use-column-choice";
import { usePages } from "../shared-list/use-pages";
import { useSettledRows } from "../shared-list/use-settled-rows";
import { type ChosenTime, TimeFilter } from "../shared-time/time-filter";
import { timeRange, withTime } from "../shared-time/time-range";
import { useAuditColumns } from "./audit-columns";
import { auditQuestion, isNarrowed, spans } from "./audit-search";
import { chosenValues, useAuditFacets } from "./use-audit-facets";

interface AuditListProps {
  readonly search: ListSearch;
  readonly change: (part: Partial<ListSearch>) => void;
  readonly clusterNames: ReadonlyMap<string, string>;
  /** As of when a span such as "the last hour" ends; a new instant reads the trail anew. */
  readonly asOfMs: number;
}

const entryKey = (entry: AuditEntry) => String(entry.seq);

/** The filters, and the entries that they leave, newest first. */
export function AuditList({ search, change, clusterNames, asOfMs }: AuditListProps) {
  const t = useTranslations("audit");
  const facets = useAuditFacets(search, clusterNames);
  const columns = useAuditColumns(clusterNames);
  const columnChoice = useColumnChoice("audit", columns);
  const question = useMemo(() => auditQuestion(search, asOfMs), [search, asOfMs]);
  const [trpc, client] = [useTRPC(), useTRPCClient()];
  const query = usePages(
    [...trpc.audit.list.queryKey(question), asOfMs],
    (cursor, signal) => client.audit.list.query({ ...question, cursor }, { signal }),
    "audit",
  );
  const rows = useMemo(() => pagedRows(query.data?.pages ?? [], entryKey), [query.data]);
  const settled = useSettledRows(query.isPlaceholderData ? "" : JSON.stringify([question, asOfMs]), rows, entryKey);
  const putTime = (chosen: ChosenTime) =>
    change({ facets: withTime(search.facets, "since" in chosen && chosen.since === "all" ? {} : chosen) });
  const clear = () => change({ text: "", facets: {} });
  const rowHref = (entry: AuditEntry) => `/audit?${writeListSearch({ ...search, facets: { ...search.facets, entry: [entryKey(entry)] } })}`;
  return (
    <Stack gap="s">
      <FilterBar
        label={t("narrow")}
        search={{ label: t("who"), placeholder: t("who"), value: search.text, onChange: (text) => change({ text }) }}
        facets={facets}
        onFacetChange={(id, values) => change({ facets: { ...search.facets, [id]: chosenValues(id, search.facets[id] ?? [], values) } })}
        onClear={clear}
        end={<TimeFilter range={timeRange(search, spans, asOfMs)} spans={spans} onChange={putTime} />}
      />
      <Resolve
        query={query}
        loading={<TableSkeleton columns={columns} rows={16} />}
        isEmpty={(data) => data.pages[0]?.rows.length === 0}
        empty={
          <EmptyState
            title={isNarrowed(search) ? t("noneMatches") : t("none")}
            action={isNarrowed(search) && <Button onClick={clear}>{t("clear")}</Button>}
          >
            {isNarrowed(search) ? t("noneMatchesHelp") : t("noneHelp")}
          </EmptyState>
        }
        forbiddenHelp={t("forbiddenHelp")}
      >
        {(data) => (
          <DataTable
            label={t("title")}
            columns={columns}
            rows={settled.rows}
            rowKey={entryKey}
            rowName={(entry) => `${entry.action} ${entry.seq}`}
            rowHref={rowHref}
            columnChoice={columnChoice}
            arrivals={settled.arrivals}
            more={moreRows(query, data.pages)}
          />
        )}
      </Resolve>
    </Stack>
  );
}
