import { acquireLease } from "@holdfast/db/lease";
import { scanCluster } from "@holdfast/services/components/scan-cluster";
import { scannableClusters } from "@holdfast/services/components/scannable-clusters";
import type { ServiceContext } from "@holdfast/services/context/service-context";
import type { Wakes } from "@holdfast/services/events/wakes";
import { every } from "./every";
import { scanBoard } from "./scan-board";

const LOOK_MS = 1000;
const LEASE_MS = 15_000;

/** Keeps what is known of the components of every cluster true, in one hub of the installation: soon after a change, and all of it after a takeover. */
export function discoverComponents(ctx: ServiceContext, hubId: string, wakes: Wakes): { stop(): Promise<void> } {
  const board = scanBoard();
  const stopHearing = wakes.on("inventory", ({ key, detail }) =>
    key === "" ? board.forget() : board.heard(key, detail ?? [], Date.now()),
  );
  let epoch: bigint | undefined;
  const loop = every(LOOK_MS, "components", ctx.log, async (signal) => {
    const lease = await acquireLease(ctx.db, "components", hubId, LEASE_MS);
    if (lease?.epoch !== epoch) board.forget();
    epoch = lease?.epoch;
    if (!lease) return;
    if (board.isBlank()) board.begin(await scannableClusters(ctx), Date.now());
    try {
      for (let clusterId = board.take(Date.now()); clusterId !== undefined; clusterId = board.take(Date.now())) {
        if (signal.aborted || !(await acquireLease(ctx.db, "components", hubId, LEASE_MS))) return;
        await scanCluster(ctx, clusterId);
      }
    } catch (cause) {
      board.forget();
      throw cause;
    }
  });
  return {
    async stop() {
      stopHearing();
      await loop.stop();
    },
  };
}
