import type { RolloutPhase } from "@holdfast/contracts/policy";
import { GateReadings } from "@holdfast/contracts/rollout-strategy";
import { Prisma, type Rollout } from "@holdfast/db/generated/prisma/client";
import type { RolloutPosition } from "@holdfast/domain/policy/rollout-facts";

const instant = (at: Date | null) => at?.getTime() ?? null;
const date = (at: number | null) => (at === null ? null : new Date(at));

/** What the gate of the current wave came to; null while it was not asked. */
export const gateOf = ({ gate }: Pick<Rollout, "gate">): GateReadings | null => (gate === null ? null : GateReadings.parse(gate));

/** Where a rollout stands, as its row says. */
export function positionOf(rollout: Rollout): RolloutPosition {
  const gate = gateOf(rollout);
  return {
    // The column is only written by this package, with the words of the contracts.
    phase: rollout.phase as RolloutPhase,
    wave: rollout.currentWave,
    stage: rollout.currentStage,
    begunAt: instant(rollout.begunAt),
    settledAt: instant(rollout.settledAt),
    watchedAt: instant(rollout.watchedAt),
    gate: gate && { askedAt: gate.askedAt.getTime(), isPassed: gate.isPassed },
  };
}

/** The same for the row. What the gate came to is written by whoever asks it; here it is only taken away. */
export const storedPosition = ({ phase, wave, stage, begunAt, settledAt, watchedAt, gate }: RolloutPosition) => ({
  ...{ phase, currentWave: wave, currentStage: stage },
  ...{ begunAt: date(begunAt), settledAt: date(settledAt), watchedAt: date(watchedAt) },
  ...(gate === null ? { gate: Prisma.DbNull } : {}),
});
