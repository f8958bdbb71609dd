import type { RunPhase } from "@holdfast/contracts/failover-phase";
import type { Gate } from "@holdfast/contracts/gate";
import { worded } from "@holdfast/contracts/worded";
import { phaseWord } from "../run/phase-word";
import { met, refused } from "./gate";

/** What is known of a run when somebody wants to override guards of it. */
export interface OverrideFacts {
  readonly phase: RunPhase;
  readonly isRehearsal: boolean;
  readonly group: string;
}

const phases: readonly RunPhase[] = ["AwaitingApproval", "Approved", "Running", "Paused", "NeedsOperator"];

/** May guards of this run be overridden now? Before its end, and not of a rehearsal, which asks none. */
export function canOverrideGuards({ phase, isRehearsal }: Omit<OverrideFacts, "group">): Gate {
  if (isRehearsal) return refused("WrongPhase", worded("RehearsalAsksNoGuard"));
  return phases.includes(phase) ? met : refused("WrongPhase", worded("NothingToOverride", { phase: phaseWord(phase) }));
}

/** Whether the name that was typed out is the one of the run's group. */
export const isGroupNamed = ({ group }: Pick<OverrideFacts, "group">, typed: string): Gate =>
  typed === group ? met : refused("GateRefused", worded("NameNotTyped", { name: group }));
