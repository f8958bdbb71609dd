import { LabelSet } from "../promql/label-set";
import type { LogQuery } from "./ast";
import type { LogEntrySource } from "./log-source";
import { pipe } from "./pipeline";

/** The lines of one label set, in the order of the query. */
export interface LogStream {
  readonly labels: LabelSet;
  readonly lines: readonly { readonly atUs: number; readonly line: string }[];
}

/** What of a log query to return. */
export interface LogWindow {
  readonly fromUs: number;
  readonly toUs: number;
  readonly limit: number;
  readonly isBackward: boolean;
}

/** The first `limit` lines of a query in its direction, by stream. */
export function runLogQuery(query: LogQuery, source: LogEntrySource, window: LogWindow): LogStream[] {
  const streams = new Map<string, { labels: LabelSet; lines: { atUs: number; line: string }[] }>();
  let left = window.limit;
  for (const entry of source.entries(query.matchers, window.fromUs, window.toUs, window.isBackward)) {
    if (left === 0) break;
    const piped = pipe(query.stages, entry);
    if (!piped) continue;
    left--;
    const labels = LabelSet.from(piped.labels);
    const stream = streams.get(labels.key) ?? { labels, lines: [] };
    stream.lines.push({ atUs: entry.atUs, line: piped.line });
    streams.set(labels.key, stream);
  }
  return [...streams.values()].sort((a, b) => a.labels.compare(b.labels));
}
