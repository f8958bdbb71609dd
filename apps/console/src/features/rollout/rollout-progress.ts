import type { RolloutTargetView, RolloutView } from "@holdfast/contracts/policy";

/** Whether a target has reached what the rollout wants of it, read back from its cluster. */
export const isReached = ({ state }: Pick<RolloutTargetView, "state">): boolean => state === "applied" || state === "removed";

/** Whether nothing of a target holds its wave up: it is reached, or away. */
const isSettled = (target: Pick<RolloutTargetView, "state">) => isReached(target) || target.state === "awaitingReturn";

/** How one wave of a rollout stands. */
export type WaveState = "done" | "current" | "upcoming" | "failed";

/** The gate before a wave: nobody is asked, somebody agreed, somebody is waited for, or it is too early to ask. */
export type WaveGate = "open" | "passed" | "waiting" | "notYet" | "declined";

/** One wave with its clusters, as the page draws it. */
export interface WaveProgress {
  readonly index: number;
  readonly name: string;
  readonly environments: readonly string[];
  readonly targets: readonly RolloutTargetView[];
  readonly state: WaveState;
  readonly gate: WaveGate;
  readonly reached: number;
}

function stateOf({ phase, currentWave }: RolloutView, index: number, targets: readonly RolloutTargetView[]): WaveState {
  if (targets.some((target) => target.state === "failed")) return "failed";
  if (index < currentWave || phase === "Succeeded" || (targets.some(isReached) && targets.every(isSettled))) return "done";
  if (index > currentWave) return "upcoming";
  // Where it ended without having failed, nothing is under way any more.
  return phase === "Running" || phase === "AwaitingApproval" ? "current" : "upcoming";
}

function gateOf({ phase, currentWave }: RolloutView, index: number, needsApproval: boolean): WaveGate {
  if (!needsApproval) return "open";
  if (index > currentWave) return "notYet";
  if (index < currentWave) return "passed";
  if (phase === "AwaitingApproval") return "waiting";
  return phase === "Rejected" ? "declined" : phase === "Running" || phase === "Succeeded" ? "passed" : "notYet";
}

/** The waves of a rollout in their order, with how each stands. */
export const waveProgress = (rollout: RolloutView): WaveProgress[] =>
  rollout.waves.map(({ name, environments, needsApproval }, index) => {
    const targets = rollout.targets.filter((target) => target.wave === index);
    const started = targets.some((target) => target.state !== "pending");
    const gate = gateOf(rollout, index, needsApproval);
    return {
      index,
      name,
      environments,
      targets,
      state: stateOf(rollout, index, targets),
      // A wave that has begun was agreed to, however the rollout ended afterwards.
      gate: gate === "notYet" && started ? "passed" : gate,
      reached: targets.filter(isReached).length,
    };
  });
