"use client";
import type { GoldenPanel, SilentCluster } from "@holdfast/contracts/signals";
import { ChartFrame } from "@holdfast/ui/chart-frame";
import { Panel } from "@holdfast/ui/panel";
import { CardSkeleton } from "@holdfast/ui/skeleton";
import { PartialNotice } from "@holdfast/ui/source-notice";
import { useUi } from "@holdfast/ui/ui-provider";
import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { instantText } from "../shared-time/instant-text";
import { emptyClusters, type LineStyle, lastValue, panelSeries, signalUnits, silentHere, valueText } from "./golden-series";
import { useSilentSources } from "./use-silent-sources";

const GoldenLines = dynamic(() => import("./golden-lines").then((module) => module.GoldenLines), {
  ssr: false,
  loading: () => <CardSkeleton lines={7} />,
});

interface GoldenPanelViewProps {
  readonly panel: GoldenPanel;
  readonly styles: ReadonlyMap<string, LineStyle>;
  readonly window: { readonly fromMs: number; readonly toMs: number };
  /** Who was silent on every panel, which is said above them all. */
  readonly everywhere: readonly SilentCluster[];
}

/** One golden signal over all clusters: drawn, and as a table. */
export function GoldenPanelView({ panel, styles, window, everywhere }: GoldenPanelViewProps) {
  const t = useTranslations("observe");
  const { locale, timeZone, text } = useUi();
  const format = { locale, cores: text.cores };
  const silentSources = useSilentSources();
  const { signal, result } = panel;
  const unit = signalUnits[signal];
  const series = useMemo(() => panelSeries(panel, styles), [panel, styles]);
  const title = t(`signal.${signal}`);
  const silent = silentSources(silentHere(panel, everywhere));
  if (result.heard.length === 0)
    return (
      <Panel title={title}>
        <PartialNotice answered={0} silent={silentSources(result.silent)} />
      </Panel>
    );
  const quiet = emptyClusters(panel);
  return (
    <ChartFrame
      title={title}
      unit={t(`unit.${signal}`)}
      series={series.lines.map((line) => ({
        label: `${line.clusterName}  ${valueText(lastValue(series.rows, line.key), unit, format)}`,
        series: line.style,
      }))}
      table={{
        head: [t("instant"), ...series.lines.map((line) => line.clusterName)],
        rows: series.rows.map((row) => [
          instantText(row.atMs, { locale, timeZone }),
          ...series.lines.map((line) => valueText(row[line.key], unit, format)),
        ]),
      }}
      sources={{ answered: result.heard.length, silent }}
    >
      <GoldenLines label={t("drawing", { title })} series={series} unit={unit} window={window} format={format} timeZone={timeZone} />
      {quiet.length > 0 && (
        <p className="text-ink-soft text-small">{t("nothingFrom", { names: quiet.map((cluster) => cluster.clusterName).join(", ") })}</p>
      )}
    </ChartFrame>
  );
}
