"use client";
import { seriesDashes } from "@holdfast/ui/chart-frame";
import type { Unit } from "@holdfast/ui/rules/quantity";
import { visibleName } from "@holdfast/ui/rules/visible-text";
import { CartesianGrid, Line, LineChart, ResponsiveContainer, Tooltip, XAxis, YAxis } from "recharts";
import { instantText } from "../shared-time/instant-text";
import { axisReach, type PanelLine, type PanelRow, type PanelSeries, type ValueFormat, valueText } from "./golden-series";
import { timeTicks } from "./time-ticks";

export interface GoldenLinesProps {
  /** What is drawn, for a screen reader; the values are in the table. */
  readonly label: string;
  readonly series: PanelSeries;
  readonly unit: Unit;
  readonly window: { readonly fromMs: number; readonly toMs: number };
  readonly format: ValueFormat;
  readonly timeZone: string;
}

const HEIGHT = 180;
const FIRST_WIDTH = 480;
const tick = { fill: "var(--hf-ink-soft)", fontSize: 11 };

/** An infinite value has no place on an axis; the table says it. */
const drawable = (rows: readonly PanelRow[]): PanelRow[] =>
  rows.map((row) => {
    const entries = Object.entries(row).map(([key, value]) => [key, value !== null && Number.isFinite(value) ? value : null]);
    return { ...Object.fromEntries(entries), atMs: row.atMs };
  });

interface ReadoutProps {
  readonly active?: boolean;
  readonly label?: string | number | undefined;
  readonly payload?: readonly { readonly dataKey?: unknown; readonly value?: unknown }[];
}

function readoutOf({ lines }: PanelSeries, unit: Unit, format: ValueFormat, timeZone: string) {
  return function Readout({ active, label, payload }: ReadoutProps) {
    if (!active || payload === undefined) return null;
    return (
      <div className="rounded-m border border-line-strong bg-raised px-2 py-1 text-small shadow-raised">
        <p className="text-ink-soft tabular-nums">{instantText(Number(label), { locale: format.locale, timeZone })}</p>
        <ul>
          {lines.map((line) => {
            const value = payload.find((each) => each.dataKey === line.key)?.value;
            return (
              <li key={line.key} className="flex justify-between gap-3 tabular-nums">
                <span style={{ color: `var(--hf-series-${line.style})` }}>{visibleName(line.clusterName)}</span>
                <span>{valueText(typeof value === "number" ? value : null, unit, format)}</span>
              </li>
            );
          })}
        </ul>
      </div>
    );
  };
}

const lineOf = ({ key, clusterName, style }: PanelLine) => (
  <Line
    key={key}
    dataKey={key}
    name={clusterName}
    type="linear"
    stroke={`var(--hf-series-${style})`}
    strokeDasharray={seriesDashes[style - 1]}
    strokeWidth={1.75}
    dot={false}
    activeDot={{ r: 3 }}
    connectNulls={false}
    isAnimationActive={false}
  />
);

/** The lines of one signal over all clusters. The crosshair stands at the same instant on every panel. */
export function GoldenLines({ label, series, unit, window, format, timeZone }: GoldenLinesProps) {
  return (
    <div role="img" aria-label={label}>
      <ResponsiveContainer width="100%" height={HEIGHT} initialDimension={{ width: FIRST_WIDTH, height: HEIGHT }}>
        <LineChart
          data={drawable(series.rows)}
          syncId="observe"
          syncMethod="value"
          accessibilityLayer={false}
          margin={{ top: 6, right: 8, bottom: 0, left: 0 }}
        >
          <CartesianGrid stroke="var(--hf-line)" vertical={false} />
          <XAxis
            dataKey="atMs"
            type="number"
            scale="time"
            domain={[window.fromMs, window.toMs]}
            tickFormatter={(atMs: number) => instantText(atMs, { locale: format.locale, timeZone, spanMs: window.toMs - window.fromMs })}
            tick={tick}
            stroke="var(--hf-line-strong)"
            ticks={timeTicks(window.fromMs, window.toMs)}
          />
          <YAxis
            width={64}
            domain={[0, axisReach(series, unit)]}
            tickFormatter={(value: number) => valueText(value, unit, format)}
            tick={tick}
            stroke="var(--hf-line-strong)"
          />
          <Tooltip
            content={readoutOf(series, unit, format, timeZone)}
            isAnimationActive={false}
            cursor={{ stroke: "var(--hf-ink-soft)", strokeDasharray: "2 2" }}
          />
          {series.lines.map(lineOf)}
        </LineChart>
      </ResponsiveContainer>
    </div>
  );
}
