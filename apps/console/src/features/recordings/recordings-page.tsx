"use client";
import type { ListTerminals, TerminalView } from "@holdfast/contracts/terminal";
import { Button, LinkButton } from "@holdfast/ui/button";
import type { Column } from "@holdfast/ui/column";
import { DataTable } from "@holdfast/ui/data-table";
import { Duration } from "@holdfast/ui/duration";
import { EmptyState } from "@holdfast/ui/empty-state";
import { FilterBar } from "@holdfast/ui/filter-bar";
import { PageHeader } from "@holdfast/ui/page-header";
import { Resolve } from "@holdfast/ui/resolve";
import { TableSkeleton } from "@holdfast/ui/skeleton";
import { Stack } from "@holdfast/ui/stack";
import { Time } from "@holdfast/ui/time";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useMemo, useState } from "react";
import { useTRPC, useTRPCClient } from "../../trpc/client";
import { AuditTabs } from "../shared-audit/audit-tabs";
import { moreRows, pagedRows } from "../shared-list/paged-rows";
import { useListSearch } from "../shared-list/use-list-search";
import { usePages } from "../shared-list/use-pages";
import { type ChosenTime, TimeFilter } from "../shared-time/time-filter";
import { timeRange, withTime } from "../shared-time/time-range";
import { isNarrowed, recordingQuestion, recordingShape, spans } from "./recording-search";
import { TerminalStatus } from "./terminal-status";

const rowKey = ({ id }: TerminalView) => id;
const rowHref = ({ id }: TerminalView) => `/audit/terminals/${id}`;
const rowName = ({ userName, pod }: TerminalView) => `${userName} ${pod}`;

function useColumns(): readonly Column<TerminalView>[] {
  const t = useTranslations("terminal.column");
  return useMemo(
    () => [
      { id: "pod", header: t("pod"), isFixed: true, cell: ({ pod }) => pod },
      { id: "container", header: t("container"), widthRem: 9, cell: ({ container }) => container },
      { id: "cluster", header: t("cluster"), widthRem: 8, cell: ({ clusterName }) => clusterName },
      { id: "user", header: t("user"), widthRem: 8, cell: ({ userName }) => userName },
      { id: "reason", header: t("reason"), widthRem: 9, cell: ({ reason }) => reason || "—" },
      { id: "state", header: t("state"), widthRem: 8, cell: (session) => <TerminalStatus session={session} /> },
      {
        id: "lasted",
        header: t("lasted"),
        widthRem: 6,
        align: "end",
        cell: ({ startedAt, endedAt }) => <Duration ms={endedAt === null ? null : endedAt.getTime() - startedAt.getTime()} />,
      },
      {
        id: "startedAt",
        header: t("startedAt"),
        widthRem: 8,
        align: "end",
        cell: ({ startedAt }) => <Time at={startedAt} show="relative" />,
      },
    ],
    [t],
  );
}

/** The terminals that were opened and their recordings: the reader's own, and those that they may review. */
export function RecordingsPage() {
  const t = useTranslations("terminal.list");
  const nav = useTranslations("nav");
  const [trpc, client] = [useTRPC(), useTRPCClient()];
  const [search, change] = useListSearch(recordingShape);
  const [asOfMs] = useState(() => Date.now());
  const clusters = useQuery(trpc.cluster.list.queryOptions());
  const columns = useColumns();
  const question = useMemo(() => recordingQuestion(search, asOfMs) as Partial<ListTerminals>, [search, asOfMs]);
  const query = usePages(
    trpc.terminal.list.queryKey(question),
    (cursor, signal) => client.terminal.list.query({ ...question, cursor }, { signal }),
    "terminals",
  );
  const rows = useMemo(() => pagedRows(query.data?.pages ?? [], rowKey), [query.data]);
  const clear = () => change({ text: "", facets: {} });
  const putTime = (chosen: ChosenTime) =>
    change({ facets: withTime(search.facets, "since" in chosen && chosen.since === "all" ? {} : chosen) });
  return (
    <Stack gap="m">
      <PageHeader title={t("title")} description={t("description")} />
      <AuditTabs current="terminals" />
      <FilterBar
        label={t("narrow")}
        search={{ label: t("who"), placeholder: t("who"), value: search.text, onChange: (text) => change({ text }) }}
        facets={[
          {
            id: "cluster",
            label: t("cluster"),
            options: (clusters.data ?? []).map(({ id, name }) => ({ value: id, label: name })),
            selected: search.facets.cluster ?? [],
          },
        ]}
        onFacetChange={(id, values) => change({ facets: { ...search.facets, [id]: values.slice(-1) } })}
        onClear={clear}
        end={<TimeFilter range={timeRange(search, spans, asOfMs)} spans={spans} onChange={putTime} />}
      />
      <Resolve
        query={query}
        loading={<TableSkeleton columns={columns} rows={8} />}
        isEmpty={(data) => data.pages[0]?.rows.length === 0}
        empty={
          <EmptyState
            title={isNarrowed(search) ? t("noneMatches") : t("none")}
            action={
              isNarrowed(search) ? (
                <Button onClick={clear}>{t("clear")}</Button>
              ) : (
                <LinkButton href="/inventory?kind=pods">{nav("inventory")}</LinkButton>
              )
            }
          >
            {isNarrowed(search) ? t("noneMatchesHelp") : t("noneHelp")}
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
            more={moreRows(query, data.pages)}
          />
        )}
      </Resolve>
    </Stack>
  );
}
