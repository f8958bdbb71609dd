// Series with everything that makes PromQL hard: resets, gaps, jitter, staleness, histograms, NaN and infinities. Made from
// a seed, so that the recorded answers need not carry them.
import { LabelSet } from "../label-set";
import type { SeriesSlice } from "../series-source";

/** The first instant of the series, aligned to nothing on purpose. */
export const DATASET_START_MS = Date.UTC(2026, 0, 5, 7, 3, 11);
/** How long they are. */
export const DATASET_LENGTH_MS = 7_200_000;
const INTERVAL_MS = 15_000;

/** One sample; `value` null is a staleness marker. */
interface Sample {
  readonly atMs: number;
  readonly value: number | null;
}

function generator(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

type Draw = (random: () => number, step: number) => number | null | undefined;

/** Undefined from `draw` is a gap: no sample at all. */
function series(name: string, labels: Record<string, string>, seed: number, jitterMs: number, draw: Draw): SeriesSlice {
  const random = generator(seed);
  const samples: Sample[] = [];
  for (let step = 0; step * INTERVAL_MS <= DATASET_LENGTH_MS; step++) {
    const jitter = jitterMs === 0 ? 0 : Math.floor(random() * jitterMs);
    const value = draw(random, step);
    if (value !== undefined) samples.push({ atMs: DATASET_START_MS + step * INTERVAL_MS + jitter, value });
  }
  return {
    labels: LabelSet.of(labels, name),
    timestamps: Float64Array.from(samples, ({ atMs }) => atMs),
    values: Float64Array.from(samples, ({ value }) => value ?? 0),
    stale: samples.some(({ value }) => value === null) ? Uint8Array.from(samples, ({ value }) => Number(value === null)) : null,
  };
}

function counter(rate: number, resetEvery: number, hasGaps: boolean): Draw {
  let total = 0;
  return (random, step) => {
    total += Math.floor(random() * rate * 30);
    if (step > 0 && step % resetEvery === 0) total = Math.floor(random() * rate);
    return hasGaps && (step % 37 === 5 || (step > 200 && step < 230)) ? undefined : total;
  };
}

function gauge(base: number, swing: number): Draw {
  let level = base;
  return (random, step) => {
    level += (random() - 0.5) * swing;
    return step > 300 && step < 324 ? undefined : level;
  };
}

function requests(): SeriesSlice[] {
  const all: SeriesSlice[] = [];
  let seed = 1;
  for (const cluster of ["hz", "sh", "test"])
    for (const svc of ["core", "pay"])
      for (const code of ["200", "500"])
        all.push(
          series(
            "http_requests_total",
            { cluster, svc, code },
            seed++,
            900,
            counter(code === "200" ? 20 : 1, 90 + seed * 7, svc === "pay"),
          ),
        );
  return all;
}

function latencies(): SeriesSlice[] {
  const bounds = ["0.005", "0.01", "0.025", "0.05", "0.1", "0.25", "1", "+Inf"];
  return ["hz", "sh"].flatMap((cluster, at) => {
    const totals = bounds.map(() => 0);
    const rows: number[][] = [];
    const random = generator(500 + at);
    for (let step = 0; step * INTERVAL_MS <= DATASET_LENGTH_MS; step++) {
      let sum = 0;
      for (const [i] of bounds.entries()) {
        sum += Math.floor(random() * (at + 3) * 5);
        totals[i] = (totals[i] as number) + sum;
      }
      rows.push([...totals]);
    }
    return bounds.map((le, i) => series("lat_bucket", { cluster, le }, 600 + i, 0, (_random, step) => rows[step]?.[i]));
  });
}

function oddities(): SeriesSlice[] {
  const values: Record<string, Draw> = {
    nan: (random, step) => (step % 4 === 1 ? Number.NaN : random()),
    inf: (random, step) => (step % 50 === 7 ? Number.POSITIVE_INFINITY : random()),
    negative: (random) => -random() * 100,
    zero: () => -0,
    tiny: (random) => random() * 1e-9,
    huge: (random) => random() * 1e21,
    constant: () => 42,
  };
  return Object.entries(values).map(([kind, draw], i) => series("odd", { kind }, 900 + i, 0, draw));
}

/** The whole data set: about 60 series of two hours. */
export function dataset(): SeriesSlice[] {
  const vanishing: Draw = (random, step) => {
    if (step === 160 || step === 400) return null;
    return (step > 160 && step < 200) || step > 400 ? undefined : Number(random() > 0.1);
  };
  return [
    ...requests(),
    ...latencies(),
    ...oddities(),
    ...["hz", "sh", "test"].map((cluster, i) =>
      series("up", { cluster }, 300 + i, 400, i === 1 ? vanishing : (random) => Number(random() > 0.05)),
    ),
    ...["hz", "sh", "test"].flatMap((cluster, i) =>
      ["core", "pay"].map((svc, j) => series("mem_bytes", { cluster, svc }, 400 + i * 2 + j, 1_200, gauge(1e9 + i * 3e8 + j * 1e8, 4e7))),
    ),
    series("quota_bytes", { cluster: "hz", tier: "gold" }, 700, 0, () => 4e9),
    series("quota_bytes", { cluster: "sh", tier: "silver" }, 701, 0, () => 2e9),
    series("build_info", { cluster: "hz", version: "1.2.3", region: "华东-1" }, 702, 0, () => 1),
    series("build_info", { cluster: "sh", version: "1.2.4", region: "华东-2" }, 703, 0, () => 1),
  ];
}
