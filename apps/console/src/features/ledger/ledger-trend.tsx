"use client";
import type { LedgerPoint } from "@holdfast/contracts/ledger";
import { ChartFrame } from "@holdfast/ui/chart-frame";
import { CardSkeleton } from "@holdfast/ui/skeleton";
import { useUi } from "@holdfast/ui/ui-provider";
import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { instantText } from "../shared-time/instant-text";
import { trendOf } from "./trend-series";

const TrendLines = dynamic(() => import("./trend-lines").then((module) => module.TrendLines), {
  ssr: false,
  loading: () => <CardSkeleton lines={7} />,
});

/** How the recovery moved from run to run, a line for each group, against the objectives. */
export function LedgerTrend({ points }: { readonly points: readonly LedgerPoint[] }) {
  const t = useTranslations("ledger.trend");
  const kind = useTranslations("ledger.filter.kinds");
  const { locale, timeZone } = useUi();
  const trend = useMemo(() => trendOf(points), [points]);
  const instant = (atMs: number) => new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short", timeZone }).format(atMs);
  const seconds = (value: number) => `${new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }).format(value)} s`;
  return (
    <div className="flex flex-col gap-1">
      <ChartFrame
        title={t("title")}
        unit={t("unit")}
        series={trend.lines.map((line) => ({ label: line.group, series: line.series }))}
        table={{
          head: [t("ended"), t("group"), t("kind"), t("recovery")],
          rows: trend.rows.map((row) => [instant(row.atMs), row.group, kind(row.kind), seconds(row.seconds)]),
        }}
      >
        <TrendLines
          label={t("title")}
          trend={trend}
          instant={instant}
          mark={(atMs) => instantText(atMs, { locale, timeZone, spanMs: trend.spanMs })}
          seconds={seconds}
          objective={(rto) => t("objective", { rto })}
          kind={kind}
        />
      </ChartFrame>
      <p className="text-ink-soft text-small">
        {t("marks")} {trend.left.length > 0 && t("left", { groups: trend.left.join(", ") })}
      </p>
    </div>
  );
}
