import { LabelSet } from "../../promql/label-set";
import { LogStore } from "../../signals/log-store";

/** Two streams with lines of all sorts; every line has the level that Loki detects in it. */
const streams: readonly { readonly labels: Record<string, string>; readonly lines: readonly (readonly [string, string])[] }[] = [
  {
    labels: { app: "core", namespace: "bank", pod: "core-1", service_name: "core" },
    lines: [
      ['{"level":"info","msg":"transfer accepted","duration_ms":12.5,"user":{"id":7,"tier":"gold"}}', "info"],
      ['{"level":"error","msg":"db timeout","duration_ms":1000,"code":503,"ok":false,"tags":["a","b"],"none":null}', "error"],
      ['{"level":"warn","msg":"slow","took":"250ms","size":"5KB","pod":"other"}', "warn"],
      ['{broken "level":"info"}', "info"],
      ['{"level":"info","msg":"quote \\" and \\u4f60","weird-key.x":1,"9lives":true}', "info"],
      ['["level"]', "unknown"],
    ],
  },
  {
    labels: { app: "gateway", namespace: "istio-system", pod: "gw-1", service_name: "gateway" },
    lines: [
      ['level=info method=GET path="/transfers/1" status=200 took=15ms', "info"],
      ['level=error method=POST path="/transfers" status=503 took=1s msg="upstream \\"core\\" failed" empty=', "error"],
      ["level=warn method=GET status=404 took=2m msg=plain dup=1 dup=2", "warn"],
      ["[2026-01-01] GET /health 200", "unknown"],
    ],
  },
];

/** A multiple of the steps that are asked for, so that every run of the comparison meets the same edges. */
const PERIOD_S = 60 * 37;

/** The instant of the first line, in epoch microseconds, about an hour ago: Loki refuses old lines. */
export const firstLineUs = Math.floor((Date.now() / 1_000 - 3_600) / PERIOD_S) * PERIOD_S * 1_000_000;
const SPACING_US = 7_000_000;
const ROUNDS = 40;

/** A line with where it belongs. */
export interface PlacedLine {
  readonly labels: Record<string, string>;
  readonly level: string;
  readonly atUs: number;
  readonly line: string;
}

/** 400 lines over three quarters of an hour. */
export function placedLines(): PlacedLine[] {
  const once = streams.flatMap(({ labels, lines }) => lines.map(([line, level]) => ({ labels, line, level })));
  return Array.from({ length: ROUNDS * once.length }, (_, i) => {
    const { labels, line, level } = once[(i * 7) % once.length] as (typeof once)[number];
    return { labels, line, level, atUs: firstLineUs + i * SPACING_US + (i % 3) };
  });
}

/** Our store with the same lines. */
export function storedLines(): LogStore {
  const store = new LogStore(1_000);
  const sets = new Map<Record<string, string>, LabelSet>();
  for (const { labels, level, atUs, line } of placedLines()) {
    const stream = sets.get(labels) ?? LabelSet.of(labels);
    sets.set(labels, stream);
    store.append(stream, LabelSet.of({ detected_level: level }), atUs, line);
  }
  return store;
}
