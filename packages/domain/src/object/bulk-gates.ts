import type { BulkVerb } from "@holdfast/contracts/bulk";
import type { Environment } from "@holdfast/contracts/cluster";
import type { Gate } from "@holdfast/contracts/gate";
import { worded } from "@holdfast/contracts/worded";
import { allMet, met, refused } from "../gates/gate";
import { type ActFacts, canAct, needsName } from "./object-gates";

/** What is known of one object of a bulk order beyond what every order asks. */
export interface BulkFacts extends Omit<ActFacts, "verb"> {
  readonly verb: BulkVerb;
  /** How many replicas it has, as far as the store knows. */
  readonly desired: number | null;
  /** How many all of them are to have; null for another verb. */
  readonly replicas: number | null;
}

/** Can this be ordered for one of many? What is so already is left out, because an order for it would do nothing. */
export function canActInBulk(facts: BulkFacts): Gate {
  const { verb, name, desired, replicas } = facts;
  const act = canAct(facts);
  if (verb !== "scale" || !act.isMet) return act;
  if (desired === null) return refused("GateRefused", worded("ReplicasUnknown", { name }));
  return desired === replicas ? refused("GateRefused", worded("ScaledAlready", { name, replicas: desired })) : met;
}

/** What has to be typed out for so many objects on clusters of these environments: their number, or null where a yes is enough. */
export const bulkConfirmation = (verb: BulkVerb, environments: readonly Environment[], count: number): string | null =>
  environments.some((environment) => needsName({ verb, environment })) ? String(count) : null;

/** Was the number typed out where it has to be? */
export const isBulkConfirmed = (confirmation: string | null, typed: string | null): Gate =>
  confirmation === null || confirmation === typed ? met : refused("GateRefused", worded("NumberNotTyped", { count: confirmation }));

/** What is known of a bulk order when somebody wants to stop it or take it back. */
export interface BulkState {
  readonly isStopped: boolean;
  readonly isFinished: boolean;
  readonly isUndone: boolean;
  /** How many of its objects were changed by it. */
  readonly succeeded: number;
}

/** Can the rest be stopped? What was ordered runs to its end. */
export const canStopBulk = ({ isStopped, isFinished }: Pick<BulkState, "isStopped" | "isFinished">): Gate =>
  isFinished ? refused("WrongPhase", worded("BulkEnded")) : isStopped ? refused("AlreadyDecided", worded("BulkStoppedBefore")) : met;

/** Can it be taken back? Only as a whole, and once. */
export const canUndoBulk = ({ isFinished, isUndone, succeeded }: Omit<BulkState, "isStopped">): Gate =>
  allMet(
    isFinished ? met : refused("WrongPhase", worded("BulkStillRunning")),
    isUndone ? refused("AlreadyDecided", worded("BulkUndone")) : met,
    succeeded > 0 ? met : refused("GateRefused", worded("NothingToTakeBack")),
  );

/** The verb that takes another back; null where there is no way back. */
export const undoOf = (verb: BulkVerb): BulkVerb | null =>
  ({ scale: "scale", cordon: "uncordon", uncordon: "cordon", restart: null, delete: null })[verb] as BulkVerb | null;
