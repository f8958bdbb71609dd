import type { Database } from "@holdfast/db/database";
import { acquireLease, type Lease } from "@holdfast/db/lease";
import type { RolloutMove, RolloutStep } from "@holdfast/domain/policy/rollout-facts";
import { nextStep } from "@holdfast/domain/policy/rollout-machine";
import type { ServiceContext } from "../context/service-context";
import type { LivePort } from "../live/live-port";
import type { MeasurePort } from "../live/measure-port";
import { advanceTarget } from "./advance-target";
import { askGate } from "./ask-gate";
import { rolloutsOfReturned } from "./await-return";
import { type LoadedRollout, rolloutFacts } from "./load-rollout-facts";
import { moveRollout } from "./move-rollout";
import { RolloutMovedOn } from "./require-unmoved";
import { watchWave } from "./watch-wave";
import type { MovingRollout } from "./write-target";

const LEASE_MS = 30_000;
/** So often a rollout is looked at again at once after it moved; then others have their turn. */
const MOST_ROUNDS = 8;

/** What drives rollouts: the hub. One hub at a time advances a rollout, by a lease that every write requires. */
export interface RolloutDriver {
  readonly ctx: ServiceContext;
  readonly live: LivePort;
  readonly measure: MeasurePort;
  readonly hubId: string;
}

/** The rollouts that have something to do: those on their way, and those that a cluster comes back to. */
export async function runningRollouts(db: Database): Promise<string[]> {
  const returned = await rolloutsOfReturned({ db });
  // Also of a rollout that has ended: what its agents carried out since is to be known.
  const isOrdered = { targets: { some: { state: "applying" } } };
  const rows = await db.prisma.rollout.findMany({
    where: { OR: [{ phase: "Running" }, { id: { in: returned } }, isOrdered] },
    select: { id: true },
    orderBy: { requestedAt: "asc" },
  });
  return rows.map((row) => row.id);
}

type Held = MovingRollout & LoadedRollout;

async function act(driver: RolloutDriver, lease: Lease, rollout: Held, move: RolloutMove): Promise<void> {
  if (move.kind === "watch") await watchWave(driver, lease, rollout);
  else if (move.kind === "askGate") await askGate(driver, lease, rollout);
  else await moveRollout(driver, lease, rollout, move);
}

/** Carries out one step of the machine, and waits until all of it is over before it tells of a failure. */
async function carryOut(driver: RolloutDriver, lease: Lease, rollout: Held, step: RolloutStep): Promise<void> {
  const byId = new Map(rollout.targets.map((target) => [target.clusterId, target]));
  const ends = await Promise.allSettled(
    step.targets.map(async (move) => {
      const target = byId.get(move.target);
      if (target) await advanceTarget(driver, lease, rollout, target, move);
    }),
  );
  for (const end of ends) if (end.status === "rejected") throw end.reason;
  if (step.move) await act(driver, lease, rollout, step.move);
}

/** What of a step was not tried in this turn: who does not answer is asked again in the next one. */
function untried({ targets, move, waits }: RolloutStep, tried: Set<string>): RolloutStep {
  const isNew = (key: string) => !tried.has(key) && Boolean(tried.add(key));
  return {
    targets: targets.filter(({ kind, target }) => isNew(`${kind} ${target}`)),
    move: move && (move.kind !== "watch" && move.kind !== "askGate" ? move : isNew(move.kind) ? move : null),
    waits,
  };
}

/**
 * Takes a rollout as far as it goes now: asks its machine what is next, and carries that out. Level-triggered: it looks at the rows and
 * never at how they came to be, so a hub that dies anywhere is followed by one that goes on.
 */
export async function advanceRollout(driver: RolloutDriver, rolloutId: string): Promise<void> {
  const { db } = driver.ctx;
  const lease: Lease | null = await acquireLease(db, `rollout:${rolloutId}`, driver.hubId, LEASE_MS);
  if (!lease) return;
  const tried = new Set<string>();
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const rollout = await db.prisma.rollout.findUnique({ where: { id: rolloutId }, include: { policy: true, targets: true } });
    if (!rollout) return;
    const step = untried(nextStep(await rolloutFacts(db.prisma, rollout, driver.ctx.now())), tried);
    if (step.targets.length === 0 && step.move === null) return;
    try {
      await carryOut(driver, lease, rollout, step);
    } catch (cause) {
      if (!(cause instanceof RolloutMovedOn)) throw cause;
    }
  }
}
