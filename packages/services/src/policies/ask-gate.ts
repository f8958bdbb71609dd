import { Fault } from "@holdfast/contracts/fault";
import type { GateReadings, MetricGate } from "@holdfast/contracts/rollout-strategy";
import { worded } from "@holdfast/contracts/worded";
import type { Prisma } from "@holdfast/db/generated/prisma/client";
import { type Lease, requireLease } from "@holdfast/db/lease";
import { transact } from "@holdfast/db/transact";
import { comparisons } from "@holdfast/domain/gates/comparisons";
import type { RolloutDriver } from "./advance-rollout";
import { type LoadedRollout, wavesOf } from "./load-rollout-facts";
import { requireUnmoved } from "./require-unmoved";
import type { MovingRollout } from "./write-target";

const ASK_DEADLINE_MS = 5000;

async function ask({ measure }: RolloutDriver, gate: MetricGate, clusterId: string): Promise<GateReadings["clusters"][number]> {
  try {
    const value = await measure.measure(clusterId, gate.query, { deadlineMs: ASK_DEADLINE_MS });
    if (value === null || Number.isNaN(value))
      return { clusterId, value: null, isPassed: false, message: worded("GateWithoutValue").message };
    return { clusterId, value, isPassed: comparisons[gate.comparison](value, gate.threshold), message: "" };
  } catch (cause) {
    if (cause instanceof Fault) return { clusterId, value: null, isPassed: false, message: cause.message };
    throw cause;
  }
}

/** Asks the gate of the current wave at each of its clusters that was reached, and keeps what each said. No answer does not pass it. */
export async function askGate(driver: RolloutDriver, lease: Lease, rollout: MovingRollout & LoadedRollout): Promise<void> {
  const { ctx } = driver;
  const gate = wavesOf(rollout)[rollout.currentWave]?.gate;
  if (!gate) return;
  const reached = rollout.targets.filter(({ wave, state }) => wave === rollout.currentWave && (state === "applied" || state === "removed"));
  const clusters = await Promise.all(reached.map(({ clusterId }) => ask(driver, gate, clusterId)));
  const readings = {
    askedAt: ctx.now().toISOString(),
    isPassed: clusters.length > 0 && clusters.every(({ isPassed }) => isPassed),
    clusters,
  };
  // Not audited: it only asked; what the last answer led to is audited with it.
  await transact(ctx.db, ctx.now, async (unit) => {
    await requireLease(unit.tx, lease);
    await requireUnmoved(unit.tx, rollout);
    await unit.tx.rollout.update({ where: { id: rollout.id }, data: { gate: readings as Prisma.InputJsonValue } });
    unit.emit({
      type: "rollout.changed",
      clusterIds: reached.map(({ clusterId }) => clusterId),
      subject: { kind: "rollout", id: rollout.id },
      payload: { gate: readings.isPassed },
    });
  });
}
