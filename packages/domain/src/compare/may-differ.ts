import type { MayDiffer } from "@holdfast/contracts/compare";
import type { Json } from "@holdfast/contracts/json";
import type { Difference } from "./differences";

/** A cluster as far as the rules look at it. */
export interface ComparedCluster {
  readonly name: string;
  readonly environment: string;
  readonly region: string | null;
}

/** What else the rules need to know of the object. */
export interface DifferenceContext {
  readonly left: ComparedCluster;
  readonly right: ComparedCluster;
  /** An autoscaler of one of the clusters sets the object's replicas. */
  readonly isAutoscaled: boolean;
}

/** The value with the words that only this cluster may use taken out. */
function neutral(value: Json, { name, region }: ComparedCluster): string {
  const text = JSON.stringify(value).replaceAll(name, "<cluster>");
  return region ? text.replaceAll(region, "<region>") : text;
}

const isFewer = (some: Json, others: Json) => typeof some === "number" && typeof others === "number" && some > 0 && some < others;

/** What is expected without anybody having said so. */
export type BuiltInRule = Exclude<MayDiffer, "rule">;

/** Why the difference is expected by what is built in; null when somebody should look at it, or a rule of theirs. */
export function mayDiffer({ group, left, right }: Difference, { left: a, right: b, isAutoscaled }: DifferenceContext): BuiltInRule | null {
  if (group === "missing") return null;
  if (group === "replicas") {
    if (isAutoscaled) return "autoscaler";
    const isStandby = (b.environment === "dr" && isFewer(right, left)) || (a.environment === "dr" && isFewer(left, right));
    return isStandby ? "standby" : null;
  }
  return left !== null && right !== null && neutral(left, a) === neutral(right, b) ? "ownName" : null;
}
