"use client";
import type { PolicyCompliance } from "@holdfast/contracts/compliance";
import { ChartFrame } from "@holdfast/ui/chart-frame";
import { CardSkeleton } from "@holdfast/ui/skeleton";
import { useUi } from "@holdfast/ui/ui-provider";
import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { instantText } from "../shared-time/instant-text";

const ViolationLines = dynamic(() => import("./violation-lines").then((module) => module.ViolationLines), {
  ssr: false,
  loading: () => <CardSkeleton lines={5} />,
});

/** How many violations were open, and how many were excused, from change to change. */
export function ViolationTrend({ points }: Pick<PolicyCompliance, "points">) {
  const t = useTranslations("policy.compliance");
  const { locale, timeZone } = useUi();
  const rows = points.map(({ at, open, waived }) => ({ atMs: at.getTime(), open, waived }));
  const spanMs = (rows.at(-1)?.atMs ?? 0) - (rows[0]?.atMs ?? 0);
  const instant = (atMs: number) => new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short", timeZone }).format(atMs);
  return (
    <ChartFrame
      title={t("trend")}
      unit={t("unit")}
      series={[
        { label: t("open"), series: 1 },
        { label: t("waived"), series: 2 },
      ]}
      table={{
        head: [t("at"), t("open"), t("waived")],
        rows: rows.map(({ atMs, open, waived }) => [instant(atMs), String(open), String(waived)]),
      }}
    >
      <ViolationLines
        label={t("trend")}
        rows={rows}
        mark={(atMs) => instantText(atMs, { locale, timeZone, spanMs })}
        read={({ atMs, open, waived }) => `${instant(atMs)} · ${t("read", { open, waived })}`}
      />
    </ChartFrame>
  );
}
