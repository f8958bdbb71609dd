import { startCluster, type TestCluster } from "./start-cluster";

/** The fleet of most tests: a production, a standby and a test cluster. */
export const FLEET = ["prod-hangzhou", "dr-shanghai", "test"] as const;
export type FleetCluster = (typeof FLEET)[number];

/** Three control planes side by side, each with an etcd of its own. */
export type ThreeClusters = Readonly<Record<FleetCluster, TestCluster>> & { stop(options?: { keepLogs?: boolean }): Promise<void> };

/** Starts the three at once. When one fails to start, the others are stopped. */
export async function startThreeClusters(options: { nodes?: number } = {}): Promise<ThreeClusters> {
  const started = await Promise.allSettled(FLEET.map((name) => startCluster({ name, ...options })));
  const running = started.flatMap((result) => (result.status === "fulfilled" ? [result.value] : []));
  const stop = async (how?: { keepLogs?: boolean }) => {
    await Promise.all(running.map((cluster) => cluster.stop(how)));
  };
  const failed = started.find((result) => result.status === "rejected");
  if (failed) {
    await stop();
    throw failed.reason;
  }
  const [prod, dr, test] = running as [TestCluster, TestCluster, TestCluster];
  return { "prod-hangzhou": prod, "dr-shanghai": dr, test, stop };
}
