"use client";
import type { TraceSummary } from "@holdfast/contracts/signals";
import { DataTable } from "@holdfast/ui/data-table";
import { EmptyState } from "@holdfast/ui/empty-state";
import { Resolve } from "@holdfast/ui/resolve";
import { SearchField } from "@holdfast/ui/search-field";
import { SelectField } from "@holdfast/ui/select-field";
import { TableSkeleton } from "@holdfast/ui/skeleton";
import { Inline, Stack } from "@holdfast/ui/stack";
import { useUi } from "@holdfast/ui/ui-provider";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "../../trpc/client";
import { useColumnChoice } from "../shared-list/use-column-choice";
import { keepAnswer } from "./keep-answer";
import { ObserveFrame } from "./observe-frame";
import { type ObserveSearch, observeHref, windowOf } from "./observe-search";
import { useTraceColumns } from "./trace-columns";
import { useAsOf } from "./use-as-of";
import { useObserveSearch } from "./use-observe-search";
import { useSilentSources } from "./use-silent-sources";
import { WindowBar } from "./window-bar";

const MOST_TRACES = 200;
const KEPT_MS = 30_000;
const TRACE_ID = /^[0-9a-f]{16,32}$/i;

const traceKey = (trace: TraceSummary) => `${trace.clusterId}/${trace.traceId}`;
const clustersOf = (search: ObserveSearch) => (search.clusterIds.length === 0 ? {} : { clusterIds: [...search.clusterIds] });

interface TraceListProps {
  readonly service: string;
  readonly search: ObserveSearch;
  readonly change: (part: Partial<ObserveSearch>) => void;
}

function TraceList({ service, search, change }: TraceListProps) {
  const t = useTranslations("observe");
  const trpc = useTRPC();
  const [asOfMs, readNow] = useAsOf(search.refresh);
  const silentSources = useSilentSources();
  const columns = useTraceColumns();
  const columnChoice = useColumnChoice("traces", columns);
  const question = { service, window: windowOf(search, asOfMs), limit: MOST_TRACES, ...clustersOf(search) };
  const query = useQuery(
    trpc.signals.traces.queryOptions(question, { placeholderData: keepAnswer(trpc.signals.traces.queryKey(question)), gcTime: KEPT_MS }),
  );
  return (
    <Stack gap="s">
      <WindowBar search={search} change={change} onRead={readNow} isReading={query.isFetching} />
      <Resolve
        query={query}
        loading={<TableSkeleton columns={columns} rows={12} />}
        isEmpty={(panel) => panel.answered.length === 0}
        empty={
          query.data?.heard.length === 0 ? (
            <EmptyState title={t("noneAnswered")}>{t("noneAnsweredHelp")}</EmptyState>
          ) : (
            <EmptyState title={t("trace.none")}>{t("trace.noneHelp")}</EmptyState>
          )
        }
        sources={(panel) => ({ answered: panel.heard.length, silent: silentSources(panel.silent) })}
      >
        {(panel) => (
          <DataTable
            label={t("trace.title")}
            columns={columns}
            rows={panel.answered}
            rowKey={traceKey}
            rowName={(trace) => `${trace.rootService} ${trace.rootOperation}`}
            rowHref={(trace) => observeHref(`/observe/traces/${trace.traceId}`, search)}
            columnChoice={columnChoice}
          />
        )}
      </Resolve>
    </Stack>
  );
}

/** The newest traces through a service, from all clusters, and the way to one by its id. */
export function TracesPage() {
  const t = useTranslations("observe");
  const { navigate } = useUi();
  const [search, change] = useObserveSearch();
  const [wrong, setWrong] = useState(false);
  const services = useQuery(useTRPC().signals.traceServices.queryOptions(clustersOf(search)));
  const silentSources = useSilentSources();
  const open = (text: string) => {
    const isId = TRACE_ID.test(text);
    setWrong(text !== "" && !isId);
    if (isId) navigate(observeHref(`/observe/traces/${text.toLowerCase()}`, search));
  };
  return (
    <ObserveFrame view="traces" search={search}>
      <Inline gap="m" align="end">
        <Resolve
          query={services}
          loading={<SelectField name="traced" label={t("trace.through")} options={[]} placeholder={t("chooseService")} isDisabled />}
          isEmpty={() => false}
          empty={null}
          sources={(panel) => ({ answered: panel.heard.length, silent: silentSources(panel.silent) })}
        >
          {(panel) => {
            const names =
              panel.answered.includes(search.traced) || search.traced === "" ? panel.answered : [search.traced, ...panel.answered];
            return (
              <SelectField
                name="traced"
                label={t("trace.through")}
                placeholder={t("chooseService")}
                value={search.traced}
                onChange={(traced) => change({ traced })}
                options={names.map((name) => ({ value: name, label: name }))}
              />
            );
          }}
        </Resolve>
        <SearchField label={t("trace.byId")} placeholder={t("trace.byId")} value="" onChange={open} />
      </Inline>
      {wrong && <p className="text-bad-ink">{t("trace.wrongId")}</p>}
      {search.traced === "" ? (
        <EmptyState title={t("trace.chooseTitle")}>{t("trace.chooseHelp")}</EmptyState>
      ) : (
        <TraceList key={search.traced} service={search.traced} search={search} change={change} />
      )}
    </ObserveFrame>
  );
}
