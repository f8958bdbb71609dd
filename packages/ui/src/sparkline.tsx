import { sparkline } from "./rules/sparkline";
import type { Tone } from "./rules/tone";
import { markColor } from "./rules/tone";

export interface SparklineProps {
  /** What it shows and how it goes, in words: "p99 latency, 82 to 95 ms in the last hour". */
  readonly label: string;
  /** In order of time; null where nothing was measured. */
  readonly values: readonly (number | null)[];
  /** The target, as a dashed line. */
  readonly limit?: number;
  readonly tone?: Tone | "plain";
  readonly size?: "s" | "m";
}

const boxes = { s: { width: 72, height: 18 }, m: { width: 160, height: 40 } } as const;

/** The course of a figure at a glance. For reading values take a chart. */
export function Sparkline({ label, values, limit, tone = "plain", size = "s" }: SparklineProps) {
  const { width, height } = boxes[size];
  const shape = sparkline(values, width, height, limit ?? null);
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`-2 -2 ${width + 4} ${height + 4}`}
      width={width + 4}
      height={height + 4}
      className={`inline-block align-middle ${tone === "plain" ? "text-series-1" : markColor[tone]}`}
    >
      {shape.limitY !== null && (
        <line x1="0" x2={width} y1={shape.limitY} y2={shape.limitY} stroke="var(--hf-ink-soft)" strokeWidth="1" strokeDasharray="2 3" />
      )}
      {shape.paths.map((path) => (
        <path key={path} d={path} fill="none" stroke="currentColor" strokeWidth="1.5" strokeLinejoin="round" strokeLinecap="round" />
      ))}
      {shape.dots.map(([x, y]) => (
        <circle key={x} cx={x} cy={y} r="1.5" fill="currentColor" />
      ))}
    </svg>
  );
}
