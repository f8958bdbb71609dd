"use client";
import type { TraceDetail } from "@holdfast/contracts/signals";
import { Breadcrumbs } from "@holdfast/ui/breadcrumbs";
import { Button, LinkButton } from "@holdfast/ui/button";
import { CopyButton } from "@holdfast/ui/copy-button";
import { EmptyState } from "@holdfast/ui/empty-state";
import { KeyValueList } from "@holdfast/ui/key-value-list";
import { PageHeader } from "@holdfast/ui/page-header";
import { Panel } from "@holdfast/ui/panel";
import { Quantity } from "@holdfast/ui/quantity";
import { Resolve } from "@holdfast/ui/resolve";
import { visibleName } from "@holdfast/ui/rules/visible-text";
import { CardSkeleton } from "@holdfast/ui/skeleton";
import { Stack } from "@holdfast/ui/stack";
import { StatusMark } from "@holdfast/ui/status-mark";
import { Time } from "@holdfast/ui/time";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useMemo, useState } from "react";
import { useTRPC } from "../../trpc/client";
import { linesHolding } from "./log-text";
import { observeHref } from "./observe-search";
import { SpanRow } from "./span-row";
import { useObserveSearch } from "./use-observe-search";
import { useSilentSources } from "./use-silent-sources";
import { waterfall } from "./waterfall";

/** So many spans are drawn at first; a trace of ten thousand is rare, and its beginning is what one looks at. */
const FIRST_SPANS = 300;

function TraceView({ trace }: { readonly trace: TraceDetail }) {
  const t = useTranslations("observe.trace");
  const laidOut = useMemo(() => waterfall(trace.answered), [trace]);
  const [isWhole, setWhole] = useState(false);
  const { rows, services, clusters, errors } = laidOut;
  const drawn = isWhole ? rows : rows.slice(0, FIRST_SPANS);
  const seriesOf = (service: string) => (services.indexOf(service) % 6) + 1;
  return (
    <Stack gap="m">
      <KeyValueList
        layout="wide"
        items={[
          { label: t("started"), value: <Time at={Math.floor(laidOut.startedAtUs / 1000)} /> },
          { label: t("duration"), value: <Quantity value={laidOut.durationUs / 1000} unit="milliseconds" /> },
          { label: t("spans"), value: <Quantity value={rows.length} unit="count" /> },
          {
            label: t("outcome"),
            value:
              errors > 0 ? (
                <StatusMark tone="bad" shape="cross" word={t("failedSpans", { count: errors })} />
              ) : (
                <StatusMark tone="good" shape="tick" word={t("well")} />
              ),
          },
          { label: t("services"), value: visibleName(services.join(", ")) },
          { label: t("clusters"), value: visibleName(clusters.join(", ")) },
        ]}
      />
      <Panel title={t("waterfall")} padding="none">
        <ul aria-label={t("waterfall")}>
          {drawn.map((row) => (
            <SpanRow key={row.span.spanId} row={row} series={seriesOf(row.span.service)} isFar={clusters.length > 1} />
          ))}
        </ul>
        {drawn.length < rows.length && (
          <div className="px-3 py-2">
            <Button onClick={() => setWhole(true)}>{t("showWhole", { count: rows.length })}</Button>
          </div>
        )}
      </Panel>
    </Stack>
  );
}

/** One trace, put together from all clusters, as a waterfall. */
export function TracePage({ traceId }: { readonly traceId: string }) {
  const t = useTranslations("observe");
  const nav = useTranslations("nav");
  const [search] = useObserveSearch();
  const silentSources = useSilentSources();
  // A request does not stop at the clusters that a list was narrowed to, so all are asked.
  const query = useQuery(useTRPC().signals.trace.queryOptions({ traceId }));
  return (
    <Stack gap="m">
      <PageHeader
        trail={
          <Breadcrumbs
            trail={[
              { label: nav("observe"), href: observeHref("/observe", search) },
              { label: t("view.traces"), href: observeHref("/observe/traces", search) },
            ]}
            current={traceId}
          />
        }
        title={t("trace.one")}
        status={<CopyButton value={traceId} />}
        description={traceId}
        actions={
          <LinkButton href={observeHref("/observe/logs", { ...search, query: linesHolding(traceId) })}>{t("trace.logs")}</LinkButton>
        }
      />
      <Resolve
        query={query}
        loading={<CardSkeleton lines={10} />}
        isEmpty={(trace) => trace.answered.length === 0}
        empty={
          query.data?.heard.length === 0 ? (
            <EmptyState title={t("noneAnswered")}>{t("noneAnsweredHelp")}</EmptyState>
          ) : (
            <EmptyState title={t("trace.unknown")}>{t("trace.unknownHelp")}</EmptyState>
          )
        }
        sources={(trace) => ({ answered: trace.heard.length, silent: silentSources(trace.silent) })}
      >
        {(trace) => <TraceView trace={trace} />}
      </Resolve>
    </Stack>
  );
}
