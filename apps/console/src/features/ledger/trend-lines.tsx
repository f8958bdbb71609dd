"use client";
import { seriesDashes } from "@holdfast/ui/chart-frame";
import { CartesianGrid, Line, LineChart, ReferenceLine, ResponsiveContainer, Tooltip, XAxis, YAxis } from "recharts";
import type { Trend, TrendLine, TrendRow } from "./trend-series";

interface TrendLinesProps {
  /** What is drawn, for a screen reader; the values are in the table. */
  readonly label: string;
  readonly trend: Trend;
  readonly instant: (atMs: number) => string;
  /** An instant as a mark of the axis. */
  readonly mark: (atMs: number) => string;
  readonly seconds: (value: number) => string;
  readonly objective: (rto: string) => string;
  readonly kind: (of: TrendRow["kind"]) => string;
}

const HEIGHT = 220;
const FIRST_WIDTH = 640;
const tick = { fill: "var(--hf-ink-soft)", fontSize: 11 };

interface DotProps {
  readonly cx?: number | undefined;
  readonly cy?: number | undefined;
  readonly payload?: TrendRow | undefined;
}

/** A drill is hollow, a real failover is filled. */
const dotOf = ({ group, series }: TrendLine) =>
  function Dot({ cx, cy, payload }: DotProps) {
    if (cx === undefined || cy === undefined || payload?.group !== group) return null;
    const colour = `var(--hf-series-${series})`;
    return (
      <circle cx={cx} cy={cy} r={3.5} stroke={colour} strokeWidth={1.75} fill={payload.kind === "drill" ? "var(--hf-surface)" : colour} />
    );
  };

const lineOf = (line: TrendLine) => (
  <Line
    key={line.group}
    dataKey={(row: TrendRow) => (row.group === line.group ? row.seconds : null)}
    name={line.group}
    type="linear"
    stroke={`var(--hf-series-${line.series})`}
    strokeDasharray={seriesDashes[line.series - 1]}
    strokeWidth={1.75}
    dot={dotOf(line)}
    activeDot={false}
    connectNulls
    isAnimationActive={false}
  />
);

interface ReadoutProps {
  readonly active?: boolean;
  readonly payload?: readonly { readonly payload?: TrendRow }[];
}

/** The recoveries of the groups over time, with the objectives as lines across. */
export function TrendLines({ label, trend, instant, mark, seconds, objective, kind }: TrendLinesProps) {
  const top = Math.max(...trend.rows.map((row) => row.seconds), ...trend.objectives);
  const readout = ({ active, payload }: ReadoutProps) => {
    const row = payload?.[0]?.payload;
    if (!active || row === undefined) return null;
    return (
      <p className="rounded-m border border-line-strong bg-raised px-2 py-1 text-small tabular-nums shadow-raised">
        {row.group} · {kind(row.kind)} · {instant(row.atMs)} · {seconds(row.seconds)}
      </p>
    );
  };
  return (
    <div role="img" aria-label={label}>
      <ResponsiveContainer width="100%" height={HEIGHT} initialDimension={{ width: FIRST_WIDTH, height: HEIGHT }}>
        <LineChart data={[...trend.rows]} accessibilityLayer={false} margin={{ top: 14, right: 12, bottom: 0, left: 0 }}>
          <CartesianGrid stroke="var(--hf-line)" vertical={false} />
          <XAxis
            dataKey="atMs"
            type="number"
            scale="time"
            domain={["dataMin", "dataMax"]}
            tickFormatter={(atMs: number) => mark(atMs)}
            tick={tick}
            stroke="var(--hf-line-strong)"
          />
          <YAxis
            width={56}
            domain={[0, Math.ceil(top * 1.1)]}
            tickFormatter={(value: number) => seconds(value)}
            tick={tick}
            stroke="var(--hf-line-strong)"
          />
          {trend.objectives.slice(0, 3).map((rto) => (
            <ReferenceLine
              key={rto}
              y={rto}
              stroke="var(--hf-bad)"
              strokeDasharray="4 3"
              label={{ value: objective(seconds(rto)), position: "insideTopRight", fill: "var(--hf-bad-ink)", fontSize: 11 }}
            />
          ))}
          <Tooltip content={readout} isAnimationActive={false} cursor={{ stroke: "var(--hf-ink-soft)", strokeDasharray: "2 2" }} />
          {trend.lines.map(lineOf)}
        </LineChart>
      </ResponsiveContainer>
    </div>
  );
}
