// The one place that decides what a rollout does next. It only looks at how things stand, so that whoever takes a rollout over goes on
// as if nothing had happened; the services carry out what it says and decide nothing.
import type { DeploymentState } from "@holdfast/contracts/policy";
import type { MachineTarget, MachineWave, RolloutFacts, RolloutMove, RolloutStep, RolloutWait, TargetMove } from "./rollout-facts";

/** How often what was applied is read back again during the soak, and how often a gate is asked. */
export const WATCH_EVERY_MS = 5000;
export const GATE_EVERY_MS = 5000;

const isReached = (state: DeploymentState) => state === "applied" || state === "removed";
const isSettled = (state: DeploymentState) => isReached(state) || state === "failed" || state === "awaitingReturn";

const toDo = (targets: readonly TargetMove[], move: RolloutMove | null = null): RolloutStep => ({ targets, move, waits: null });
const waiting = (targets: readonly TargetMove[], kind: RolloutWait["kind"], until: number | null = null): RolloutStep => ({
  ...{ targets, move: null },
  waits: { kind, until },
});

/** What was ordered is read back in every phase: an order is carried out also when its rollout was halted meanwhile. What waited for a cluster that is back is sent or dropped. */
function afterwards({ position: { phase }, targets, isStopped }: RolloutFacts): TargetMove[] {
  const isAlive = phase === "Running" || phase === "AwaitingApproval" || phase === "Succeeded";
  return targets.flatMap(({ id, state, order, reach }): TargetMove[] => {
    if (state === "applying" && order === "over") return [{ kind: "readBack", target: id }];
    if (state !== "awaitingReturn" || reach !== "connected" || isStopped) return [];
    return [{ kind: isAlive ? "sendLate" : "drop", target: id }];
  });
}

/** The clusters of the wave that are ordered now: as many at once as allowed. Those that are away are left until they are back. */
function due({ targets, maxConcurrent }: RolloutFacts, own: readonly MachineTarget[]): TargetMove[] {
  const pending = own.filter(({ state }) => state === "pending");
  const room = Math.max(0, maxConcurrent - targets.filter(({ state }) => state === "applying").length);
  return [
    ...pending.filter(({ reach }) => reach === "away").map(({ id }): TargetMove => ({ kind: "defer", target: id })),
    ...pending
      .filter(({ reach }) => reach !== "away")
      .slice(0, room)
      .map(({ id }): TargetMove => ({ kind: "order", target: id })),
  ];
}

function hasFailed({ targets, failureBudget, isThorough }: RolloutFacts, own: readonly MachineTarget[]): boolean {
  if (isThorough) return false;
  const failed = targets.filter(({ state }) => state === "failed").length;
  // A wave of which no cluster took it shows that the bundle is bad, whatever the budget.
  return failed > failureBudget || (own.length > 0 && own.every(({ state }) => state === "failed"));
}

const halt = (facts: RolloutFacts, why: "failures" | "gate"): RolloutMove => ({ kind: "halt", why, rollsBack: facts.rollsBack });

function onward({ position: { wave, stage }, waves, stages, targets, isThorough }: RolloutFacts): RolloutMove {
  if (stage + 1 < stages) return { kind: "climb" };
  if (wave + 1 < waves.length) return { kind: "advance" };
  return isThorough && targets.some(({ state }) => state === "failed")
    ? { kind: "halt", why: "failures", rollsBack: false }
    : { kind: "finish" };
}

/** The wave is applied: it soaks, then its gate is asked, then the rollout goes on. */
function proven(facts: RolloutFacts, wave: MachineWave, late: readonly TargetMove[]): RolloutStep {
  const { position, now } = facts;
  const { settledAt, watchedAt, gate } = position;
  if (wave.soakMs === 0 && wave.gateWithinMs === null) return toDo(late, onward(facts));
  if (settledAt === null) return toDo(late, { kind: "settle" });
  const soakedAt = settledAt + wave.soakMs;
  if (now < soakedAt) {
    const isDue = now - (watchedAt ?? settledAt) >= WATCH_EVERY_MS;
    return isDue ? { ...waiting(late, "soak", soakedAt), move: { kind: "watch" } } : waiting(late, "soak", soakedAt);
  }
  if (wave.soakMs > 0 && (watchedAt === null || watchedAt < soakedAt)) return { ...waiting(late, "watch"), move: { kind: "watch" } };
  if (wave.gateWithinMs === null || gate?.isPassed) return toDo(late, onward(facts));
  const until = soakedAt + wave.gateWithinMs;
  if (gate !== null && now >= until) return toDo(late, halt(facts, "gate"));
  const isDue = gate === null || now - gate.askedAt >= GATE_EVERY_MS;
  return isDue ? { ...waiting(late, "gate", until), move: { kind: "askGate" } } : waiting(late, "gate", until);
}

/** What a rollout does next, as things stand now; the same facts always give the same answer. */
export function nextStep(facts: RolloutFacts): RolloutStep {
  const { position, targets, waves, isThorough } = facts;
  const late = afterwards(facts);
  if (position.phase !== "Running") return position.phase === "AwaitingApproval" ? waiting(late, "approval") : toDo(late);
  if (facts.isStopped) return waiting(late, "switch");
  const own = targets.filter((target) => target.wave === position.wave);
  if (hasFailed(facts, own)) return toDo([], halt(facts, "failures"));
  if (position.begunAt === null)
    return facts.frozenUntil === null ? toDo(late, { kind: "begin" }) : waiting(late, "freeze", facts.frozenUntil);
  if (!own.every(({ state }) => isSettled(state))) return waiting([...late, ...due(facts, own)], "clusters");
  // Clusters that are away hold a wave up only where no other has shown that the version works.
  const isShown = isThorough || targets.some(({ state }) => isReached(state));
  const wave = waves[position.wave];
  if (!isShown || !wave) return waiting(late, "return");
  // What nobody has taken can neither soak nor be asked.
  const isTried = !isThorough && (wave.soakMs > 0 || wave.gateWithinMs !== null);
  return isTried && !own.some(({ state }) => isReached(state)) ? waiting(late, "return") : proven(facts, wave, late);
}
