import type { MachineWave, RolloutMove, RolloutPosition } from "./rollout-facts";

const fresh = { begunAt: null, settledAt: null, watchedAt: null, gate: null } as const;

/** Where a rollout stands after a move of its machine. What a cluster was asked for comes with `watch` and `askGate` themselves. */
export function positionAfter(position: RolloutPosition, move: RolloutMove, waves: readonly MachineWave[], now: number): RolloutPosition {
  switch (move.kind) {
    case "begin":
      return { ...position, begunAt: now };
    case "settle":
      return { ...position, settledAt: now };
    case "watch":
      return { ...position, watchedAt: now };
    case "askGate":
      return position;
    case "climb":
      return { ...position, ...fresh, stage: position.stage + 1 };
    case "advance": {
      const wave = position.wave + 1;
      return { ...position, ...fresh, wave, stage: 0, phase: waves[wave]?.needsApproval ? "AwaitingApproval" : "Running" };
    }
    case "finish":
      return { ...position, phase: "Succeeded" };
    case "halt":
      return { ...position, phase: "Halted" };
  }
}
