import type { Database } from "@holdfast/db/database";
import { acquireLease, type Lease } from "@holdfast/db/lease";
import { reachOfClusters } from "../clusters/away-clusters";
import type { ServiceContext } from "../context/service-context";
import type { LivePort } from "../live/live-port";
import { advanceTarget } from "./advance-target";
import { rolloutsOfReturned } from "./await-return";
import { finishWave } from "./finish-wave";

const LEASE_MS = 30_000;

/** What drives rollouts: the hub. One hub at a time advances a rollout, by a lease that every write requires. */
export interface RolloutDriver {
  readonly ctx: ServiceContext;
  readonly live: LivePort;
  readonly hubId: string;
}

/** The rollouts that have something to do: those on their way, and those that a cluster comes back to. */
export async function runningRollouts(db: Database): Promise<string[]> {
  const returned = await rolloutsOfReturned({ db });
  const isSentLate = { phase: { in: ["AwaitingApproval", "Succeeded"] }, targets: { some: { state: "applying" } } };
  const rows = await db.prisma.rollout.findMany({
    where: { OR: [{ phase: "Running" }, { id: { in: returned } }, isSentLate] },
    select: { id: true },
    orderBy: { requestedAt: "asc" },
  });
  return rows.map((row) => row.id);
}

/**
 * Takes a rollout one step on: orders what is due in its wave, reads back what was answered, and moves to the next wave when
 * every target of this one was read back as applied, or is away. What is away is sent when it is back, also after the end. Level-triggered: it looks at the rows and never at how they came to be,
 * so a hub that dies anywhere is followed by one that goes on.
 */
export async function advanceRollout(driver: RolloutDriver, rolloutId: string): Promise<void> {
  const { db } = driver.ctx;
  const lease: Lease | null = await acquireLease(db, `rollout:${rolloutId}`, driver.hubId, LEASE_MS);
  if (!lease) return;
  const rollout = await db.prisma.rollout.findUnique({ where: { id: rolloutId }, include: { policy: true, targets: true } });
  if (!rollout) return;
  const isRunning = rollout.phase === "Running";
  const due = rollout.targets.filter(
    ({ state, wave }) =>
      (isRunning && wave === rollout.currentWave && state === "pending") ||
      state === "awaitingReturn" ||
      (state === "applying" && rollout.phase !== "Halted"),
  );
  const reach = await reachOfClusters(
    db.prisma,
    due.map(({ clusterId }) => clusterId),
    driver.ctx.now(),
  );
  await Promise.all(due.map((target) => advanceTarget(driver, lease, rollout, target, reach.get(target.clusterId) ?? "gone")));
  if (isRunning) await finishWave(driver, lease, rolloutId);
}
