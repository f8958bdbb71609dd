import { ClusterId } from "@holdfast/contracts/ids";
import type { LogLine, LogPanel, TimeWindow } from "@holdfast/contracts/signals";
import { z } from "zod";
import { fanOut } from "../fan-out";
import { type SignalCluster, SignalFault, type SignalPort } from "../signal-port";

const Streams = z.object({
  status: z.literal("success"),
  data: z.object({
    resultType: z.literal("streams"),
    result: z.array(
      z.object({ stream: z.record(z.string(), z.string()), values: z.array(z.tuple([z.string(), z.string()]).rest(z.unknown())) }),
    ),
  }),
});

const LEVEL = /\b(trace|debug|info|warn(?:ing)?|error|fatal|panic)\b/i;

/** The level that the stream or, failing that, the line itself names. */
const levelOf = (stream: Record<string, string>, line: string): string | null => {
  const word = stream.level ?? stream.detected_level ?? LEVEL.exec(line.slice(0, 300))?.[1];
  return word ? word.toLowerCase().replace("warning", "warn") : null;
};

function linesOf(cluster: SignalCluster, body: string): LogLine[] {
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    // Loki answers a bad query with its message as plain text.
    throw new SignalFault("failed", `Loki refused the query: ${body.trim().slice(0, 300)}`);
  }
  const parsed = Streams.safeParse(value);
  if (!parsed.success)
    throw new SignalFault("failed", "Loki answered with something other than log lines. Use a query that selects lines.");
  return parsed.data.data.result.flatMap(({ stream, values }) =>
    values.map(([atNs, line]) => ({
      clusterId: ClusterId.parse(cluster.id),
      clusterName: cluster.name,
      atNs,
      pod: stream.pod ?? stream.instance ?? "",
      level: levelOf(stream, line),
      line,
    })),
  );
}

/** The newest lines that a LogQL query selects, from every cluster, merged by time, newest first. */
export async function logPanel(
  port: SignalPort,
  clusters: readonly SignalCluster[],
  query: string,
  window: TimeWindow,
  options: { deadlineMs: number; limit: number; now: Date; signal?: AbortSignal },
): Promise<LogPanel> {
  const params = [
    ["query", query],
    ["start", `${window.fromMs}000000`],
    ["end", `${window.toMs}000000`],
    ["limit", String(options.limit)],
    ["direction", "backward"],
  ] as const;
  const result = await fanOut(clusters, options.now, async (cluster) =>
    linesOf(cluster, await port.get(cluster, "loki", "/loki/api/v1/query_range", params, options)),
  );
  const newestFirst = (a: LogLine, b: LogLine) => (BigInt(a.atNs) < BigInt(b.atNs) ? 1 : BigInt(a.atNs) > BigInt(b.atNs) ? -1 : 0);
  return { ...result, answered: result.answered.sort(newestFirst).slice(0, options.limit) };
}
