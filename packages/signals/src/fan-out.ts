import { ClusterId } from "@holdfast/contracts/ids";
import type { HeardCluster, SilentCluster } from "@holdfast/contracts/signals";
import { type SignalCluster, SignalFault } from "./signal-port";

/** What several clusters answered, who was heard, and who was silent and why. */
export interface FanOut<T> {
  readonly answered: T[];
  readonly heard: HeardCluster[];
  readonly silent: SilentCluster[];
  readonly askedAt: Date;
}

const reasonOf = (cause: unknown): Pick<SilentCluster, "reason" | "message"> =>
  cause instanceof SignalFault
    ? { reason: cause.reason, message: cause.message }
    : { reason: "failed", message: cause instanceof Error ? cause.message : "failed" };

/** Asks all clusters at once. One that fails is named among the silent and holds nobody up. */
export async function fanOut<T>(
  clusters: readonly SignalCluster[],
  now: Date,
  ask: (cluster: SignalCluster) => Promise<readonly T[]>,
): Promise<FanOut<T>> {
  const answered: T[] = [];
  const heard: HeardCluster[] = [];
  const silent: SilentCluster[] = [];
  const results = await Promise.allSettled(clusters.map((cluster) => ask(cluster)));
  results.forEach((result, i) => {
    const cluster = clusters[i];
    if (!cluster) return;
    const who = { clusterId: ClusterId.parse(cluster.id), clusterName: cluster.name };
    if (result.status === "fulfilled") {
      heard.push(who);
      answered.push(...result.value);
    } else silent.push({ ...who, ...reasonOf(result.reason) });
  });
  return { answered, heard, silent, askedAt: now };
}
