"use client";
import { ChartLine, Table2 } from "lucide-react";
import { type ReactNode, useState } from "react";
import { IconButton } from "./icon-button";
import { shown } from "./internal/plain-text";
import { ScrollRegion } from "./internal/scroll-region";
import { Panel } from "./panel";
import { PartialNotice, type SilentSource } from "./source-notice";
import { useUi } from "./ui-provider";

/** The stroke of each of the six series: a pattern of its own, so that lines are told apart without colour. */
export const seriesDashes = ["", "6 3", "2 3", "8 3 2 3", "1 3", "10 4"] as const;

/** A line of a chart. */
export interface ChartSeries {
  readonly label: string;
  /** 1 to 6: colour and stroke. */
  readonly series: 1 | 2 | 3 | 4 | 5 | 6;
}

/** The chart's values as a table, for those who read better than they see; rows in the order of time. */
export interface ChartTable {
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

export interface ChartFrameProps {
  readonly title: string;
  /** What the figures count, always: "ms", "requests/s". */
  readonly unit: string;
  readonly series: readonly ChartSeries[];
  readonly table: ChartTable;
  readonly sources?: { readonly answered: number; readonly silent: readonly SilentSource[] };
  readonly actions?: ReactNode;
  /** The drawing. Not asked for while there is no row. */
  readonly children: ReactNode;
}

function Legend({ series }: { readonly series: readonly ChartSeries[] }) {
  return (
    <ul className="flex flex-wrap gap-x-4 gap-y-1 text-small">
      {series.map((line) => (
        <li key={line.label} className="inline-flex items-center gap-1.5">
          <svg width="22" height="8" aria-hidden="true">
            <line
              x1="1"
              x2="21"
              y1="4"
              y2="4"
              stroke={`var(--hf-series-${line.series})`}
              strokeWidth="2"
              strokeDasharray={seriesDashes[line.series - 1]}
            />
          </svg>
          {shown(line.label)}
        </li>
      ))}
    </ul>
  );
}

/** What stands around every chart: title, unit, legend, who was silent, and the same values as a table. */
export function ChartFrame({ title, unit, series, table, sources, actions, children }: ChartFrameProps) {
  const { text } = useUi();
  const [isTable, setIsTable] = useState(false);
  const isEmpty = table.rows.length === 0;
  return (
    <Panel
      title={title}
      aside={<span className="text-small">{unit}</span>}
      actions={
        <>
          {actions}
          <IconButton
            size="s"
            label={isTable ? text.chart.showChart : text.chart.showTable}
            icon={isTable ? <ChartLine aria-hidden="true" /> : <Table2 aria-hidden="true" />}
            onClick={() => setIsTable(!isTable)}
          />
        </>
      }
    >
      <div className="flex min-w-0 flex-col gap-2">
        {sources !== undefined && <PartialNotice {...sources} />}
        {isEmpty && (
          <p className="flex h-40 items-center justify-center rounded-m border border-line border-dashed text-ink-soft">
            {text.chart.noData}
          </p>
        )}
        {!isEmpty && !isTable && (
          <>
            <Legend series={series} />
            <div className="min-w-0">{children}</div>
          </>
        )}
        {!isEmpty && isTable && <ValueTable label={`${title} (${unit})`} table={table} />}
      </div>
    </Panel>
  );
}

function ValueTable({ label, table }: { readonly label: string; readonly table: ChartTable }) {
  return (
    <ScrollRegion label={label} className="max-h-72 rounded-m border border-line">
      <table className="w-full border-collapse text-small tabular-nums">
        <thead>
          <tr>
            {table.head.map((name, index) => (
              <th
                key={name}
                scope="col"
                className={`sticky top-0 bg-sunken px-3 py-1 font-medium text-ink-soft ${index === 0 ? "text-left" : "text-right"}`}
              >
                {shown(name)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row) => (
            <tr key={row[0]} className="border-line border-t">
              {row.map((value, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a cell is known by its column, and columns do not move.
                <td key={index} className={`px-3 py-0.5 ${index === 0 ? "text-left" : "text-right"}`}>
                  {shown(value)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}
