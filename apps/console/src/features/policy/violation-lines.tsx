"use client";
import { seriesDashes } from "@holdfast/ui/chart-frame";
import { CartesianGrid, Line, LineChart, ResponsiveContainer, Tooltip, XAxis, YAxis } from "recharts";

interface TrendRow {
  readonly atMs: number;
  readonly open: number;
  readonly waived: number;
}

interface ViolationLinesProps {
  /** What is drawn, for a screen reader; the values are in the table. */
  readonly label: string;
  readonly rows: readonly TrendRow[];
  /** An instant as a mark of the axis. */
  readonly mark: (atMs: number) => string;
  /** A row in words. */
  readonly read: (row: TrendRow) => string;
}

const HEIGHT = 160;
const FIRST_WIDTH = 640;
const tick = { fill: "var(--hf-ink-soft)", fontSize: 11 };

interface ReadoutProps {
  readonly active?: boolean;
  readonly payload?: readonly { readonly payload?: TrendRow }[];
}

/** Counts that hold until the next change: steps, not slopes. */
export function ViolationLines({ label, rows, mark, read }: ViolationLinesProps) {
  const readout = ({ active, payload }: ReadoutProps) => {
    const row = payload?.[0]?.payload;
    if (!active || row === undefined) return null;
    return <p className="rounded-m border border-line-strong bg-raised px-2 py-1 text-small tabular-nums shadow-raised">{read(row)}</p>;
  };
  return (
    <div role="img" aria-label={label}>
      <ResponsiveContainer width="100%" height={HEIGHT} initialDimension={{ width: FIRST_WIDTH, height: HEIGHT }}>
        <LineChart data={[...rows]} accessibilityLayer={false} margin={{ top: 8, right: 12, bottom: 0, left: 0 }}>
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
          <YAxis width={44} allowDecimals={false} tick={tick} stroke="var(--hf-line-strong)" />
          <Tooltip content={readout} isAnimationActive={false} cursor={{ stroke: "var(--hf-ink-soft)", strokeDasharray: "2 2" }} />
          {(["open", "waived"] as const).map((key, i) => (
            <Line
              key={key}
              dataKey={key}
              type="stepAfter"
              stroke={`var(--hf-series-${i + 1})`}
              {...(seriesDashes[i] ? { strokeDasharray: seriesDashes[i] } : {})}
              strokeWidth={1.75}
              dot={false}
              isAnimationActive={false}
            />
          ))}
        </LineChart>
      </ResponsiveContainer>
    </div>
  );
}
