/** A drawn line: one SVG path a run of values, because a gap in the data is a gap in the line. */
export interface SparklineShape {
  readonly paths: readonly string[];
  /** Values that stand alone between two gaps, as points. */
  readonly dots: readonly (readonly [x: number, y: number])[];
  readonly limitY: number | null;
}

const round = (value: number) => Math.round(value * 100) / 100;

/** Lays values out in a box of `width` by `height`. The scale holds zero, all values and the limit, so that heights compare. */
export function sparkline(values: readonly (number | null)[], width: number, height: number, limit: number | null): SparklineShape {
  const known = values.filter((value) => value !== null);
  const low = Math.min(0, ...known, limit ?? 0);
  const high = Math.max(...known, limit ?? Number.NEGATIVE_INFINITY);
  const span = high - low || 1;
  const y = (value: number) => round(height - ((value - low) / span) * height);
  const x = (index: number) => round(values.length < 2 ? width / 2 : (index / (values.length - 1)) * width);
  const paths: string[] = [];
  const dots: [number, number][] = [];
  let run: string[] = [];
  values.forEach((value, index) => {
    if (value !== null) run.push(`${x(index)},${y(value)}`);
    if (value !== null && index < values.length - 1) return;
    const [first] = run;
    if (run.length === 1 && first !== undefined) dots.push(first.split(",").map(Number) as [number, number]);
    if (run.length > 1) paths.push(`M${run.join("L")}`);
    run = [];
  });
  return { paths, dots, limitY: limit === null ? null : y(limit) };
}
