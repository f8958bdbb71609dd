import type { Gate } from "@holdfast/contracts/gate";
import { worded } from "@holdfast/contracts/worded";
import { met, refused } from "../gates/gate";

/** May the look at a version's impact be stopped now? Null: nobody asked for one. */
export function canStopImpact(impact: { readonly isFinished: boolean } | null): Gate {
  if (!impact) return refused("NotFound", worded("ImpactAbsent"));
  return impact.isFinished ? refused("WrongPhase", worded("ImpactEnded")) : met;
}
