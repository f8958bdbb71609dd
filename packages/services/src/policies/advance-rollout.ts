import type { Database } from "@holdfast/db/database";
import { acquireLease, type Lease } from "@holdfast/db/lease";
import type { ServiceContext } from "../context/service-context";
import type { LivePort } from "../live/live-port";
import { advanceTarget } from "./advance-target";
import { finishWave } from "./finish-wave";

const LEASE_MS = 30_000;

/** What drives rollouts: the hub. One hub at a time advances a rollout, by a lease that every write requires. */
export interface RolloutDriver {
  readonly ctx: ServiceContext;
  readonly live: LivePort;
  readonly hubId: string;
}

/** The rollouts that are on their way. */
export async function runningRollouts(db: Database): Promise<string[]> {
  const rows = await db.prisma.rollout.findMany({ where: { phase: "Running" }, select: { id: true }, orderBy: { requestedAt: "asc" } });
  return rows.map((row) => row.id);
}

/**
 * Takes a rollout one step on: orders what is due in its wave, reads back what was answered, and moves to the next wave when
 * every target of this one was read back as applied. Level-triggered: it looks at the rows and never at how they came to be,
 * so a hub that dies anywhere is followed by one that goes on.
 */
export async function advanceRollout(driver: RolloutDriver, rolloutId: string): Promise<void> {
  const { db } = driver.ctx;
  const lease: Lease | null = await acquireLease(db, `rollout:${rolloutId}`, driver.hubId, LEASE_MS);
  if (!lease) return;
  const rollout = await db.prisma.rollout.findUnique({ where: { id: rolloutId }, include: { policy: true, targets: true } });
  if (rollout?.phase !== "Running") return;
  const wave = rollout.targets.filter((target) => target.wave === rollout.currentWave);
  await Promise.all(
    wave
      .filter((target) => target.state === "pending" || target.state === "applying")
      .map((target) => advanceTarget(driver, lease, rollout, target)),
  );
  await finishWave(driver, lease, rolloutId);
}
