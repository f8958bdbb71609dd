"use client";
import { DataTable } from "@holdfast/ui/data-table";
import { EmptyState } from "@holdfast/ui/empty-state";
import { Resolve } from "@holdfast/ui/resolve";
import { TableSkeleton } from "@holdfast/ui/skeleton";
import { Stack } from "@holdfast/ui/stack";
import { useQuery } from "@tanstack/react-query";
import type { Route } from "next";
import { useRouter, useSearchParams } from "next/navigation";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { useTRPC } from "../../trpc/client";
import { useColumnChoice } from "../shared-list/use-column-choice";
import { useSettledRows } from "../shared-list/use-settled-rows";
import { keepAnswer } from "./keep-answer";
import { useLogColumns } from "./log-columns";
import { LogDrawer } from "./log-drawer";
import { LogQueryForm } from "./log-query-form";
import { type KeyedLine, keyedLines } from "./log-text";
import { ObserveFrame } from "./observe-frame";
import { type ObserveSearch, observeHref, windowOf } from "./observe-search";
import { useAsOf } from "./use-as-of";
import { useObserveSearch } from "./use-observe-search";
import { useSilentSources } from "./use-silent-sources";
import { WindowBar } from "./window-bar";

/** Everything that a container wrote: Loki wants at least one label to be asked for. */
const EVERYTHING = '{namespace=~".+"}';
const MOST_LINES = 500;
const KEPT_MS = 30_000;

const lineKey = (line: KeyedLine) => line.key;
const lineName = (line: KeyedLine) => line.line.slice(0, 80);

/** The line that the address opens, beside the rest of the state. */
function useOpenedLine(search: ObserveSearch) {
  const router = useRouter();
  const key = useSearchParams().get("line");
  const withLine = (line: string) => {
    const href = observeHref("/observe/logs", search);
    return `${href}${href.includes("?") ? "&" : "?"}line=${encodeURIComponent(line)}`;
  };
  // The page itself with another query; typed routes know literals only.
  const close = () => router.replace(observeHref("/observe/logs", search) as Route, { scroll: false });
  return { key, withLine, close };
}

/** The log lines of all clusters that a query selects, merged by time. */
export function LogsPage() {
  const t = useTranslations("observe");
  const [search, change] = useObserveSearch();
  const [asOfMs, readNow] = useAsOf(search.refresh);
  const opened = useOpenedLine(search);
  const silentSources = useSilentSources();
  const columns = useLogColumns();
  const columnChoice = useColumnChoice("logs", columns);
  const asked = search.query === "" ? EVERYTHING : search.query;
  const clusters = search.clusterIds.length === 0 ? {} : { clusterIds: [...search.clusterIds] };
  const trpc = useTRPC();
  const question = { query: asked, window: windowOf(search, asOfMs), limit: MOST_LINES, ...clusters };
  const query = useQuery(
    trpc.signals.logs.queryOptions(question, { placeholderData: keepAnswer(trpc.signals.logs.queryKey(question)), gcTime: KEPT_MS }),
  );
  const lines = useMemo(() => keyedLines(query.data?.answered ?? []), [query.data]);
  // What is asked again by itself must not push under the reader's eyes; what the reader asked for is shown at once.
  const list = JSON.stringify([
    asked,
    search.clusterIds,
    search.span,
    search.between,
    search.refresh === "off" ? query.dataUpdatedAt : null,
  ]);
  const settled = useSettledRows(list, lines, lineKey);
  const traceHref = (traceId: string) => observeHref(`/observe/traces/${traceId}`, search);
  return (
    <ObserveFrame view="logs" search={search}>
      <Stack gap="s">
        <LogQueryForm query={asked} onAsk={(text) => (text === search.query ? readNow() : change({ query: text }))} />
        <WindowBar search={search} change={change} onRead={readNow} isReading={query.isFetching} />
        <Resolve
          query={query}
          loading={<TableSkeleton columns={columns} rows={16} />}
          isEmpty={(panel) => panel.answered.length === 0}
          empty={
            query.data?.heard.length === 0 ? (
              <EmptyState title={t("noneAnswered")}>{t("noneAnsweredHelp")}</EmptyState>
            ) : (
              <EmptyState title={t("log.none")}>{t("log.noneHelp")}</EmptyState>
            )
          }
          sources={(panel) => ({ answered: panel.heard.length, silent: silentSources(panel.silent) })}
        >
          {(panel) => (
            <DataTable
              label={t("log.title")}
              columns={columns}
              rows={settled.rows}
              rowKey={lineKey}
              rowName={lineName}
              rowHref={(line) => opened.withLine(line.key)}
              columnChoice={columnChoice}
              arrivals={settled.arrivals}
              bar={
                <span className="text-ink-soft text-small">
                  {panel.answered.length >= MOST_LINES
                    ? t("log.capped", { count: MOST_LINES })
                    : t("log.count", { count: panel.answered.length })}
                </span>
              }
            />
          )}
        </Resolve>
      </Stack>
      {opened.key !== null && query.data !== undefined && (
        <LogDrawer line={lines.find((line) => line.key === opened.key) ?? null} traceHref={traceHref} onClose={opened.close} />
      )}
    </ObserveFrame>
  );
}
