import type { TraceServices } from "@holdfast/contracts/signals";
import { z } from "zod";
import { fanOut } from "../fan-out";
import type { SignalCluster, SignalPort } from "../signal-port";
import { jaegerData } from "./jaeger-answer";

/** The services that have traces anywhere, each once, by name. */
export async function traceServices(
  port: SignalPort,
  clusters: readonly SignalCluster[],
  options: { deadlineMs: number; now: Date; signal?: AbortSignal },
): Promise<TraceServices> {
  const result = await fanOut(clusters, options.now, async (cluster) =>
    jaegerData(await port.get(cluster, "jaeger", "/api/services", [], options), z.string()),
  );
  return { ...result, answered: [...new Set(result.answered)].sort() };
}
