"use client";
import type { TraceSummary } from "@holdfast/contracts/signals";
import { Code } from "@holdfast/ui/code";
import type { Column } from "@holdfast/ui/column";
import { Quantity } from "@holdfast/ui/quantity";
import { StatusMark } from "@holdfast/ui/status-mark";
import { Time } from "@holdfast/ui/time";
import { useTranslations } from "next-intl";
import { useMemo } from "react";

/** The columns of a list of traces. */
export function useTraceColumns(): readonly Column<TraceSummary>[] {
  const t = useTranslations("observe.trace");
  return useMemo(
    () => [
      { id: "started", header: t("started"), widthRem: 13, isFixed: true, cell: (trace) => <Time at={trace.startedAt} /> },
      { id: "service", header: t("service"), widthRem: 13, cell: (trace) => trace.rootService },
      { id: "operation", header: t("operation"), cell: (trace) => trace.rootOperation },
      {
        id: "duration",
        header: t("duration"),
        widthRem: 7,
        align: "end",
        cell: (trace) => <Quantity value={trace.durationMs} unit="milliseconds" />,
      },
      { id: "spans", header: t("spans"), widthRem: 5, align: "end", cell: (trace) => <Quantity value={trace.spans} unit="count" /> },
      {
        id: "outcome",
        header: t("outcome"),
        widthRem: 7,
        cell: (trace) =>
          trace.hasError ? (
            <StatusMark tone="bad" shape="cross" word={t("failed")} />
          ) : (
            <StatusMark tone="good" shape="tick" word={t("well")} />
          ),
      },
      { id: "cluster", header: t("cluster"), widthRem: 9, cell: (trace) => trace.clusterName },
      { id: "id", header: t("id"), widthRem: 18, isHiddenAtFirst: true, cell: (trace) => <Code>{trace.traceId}</Code> },
    ],
    [t],
  );
}
