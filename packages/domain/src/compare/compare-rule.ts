import type { DifferenceGroup } from "@holdfast/contracts/compare";
import type { RuleMatch, RulePair } from "@holdfast/contracts/compare-rule";
import { matchesPattern } from "../search/matches-pattern";
import type { Pattern } from "../search/search-query";
import { type FieldPath, meansField, readFieldPath } from "./field-path";

/** A cluster as far as a rule's pair looks at it. */
export interface PairedCluster {
  readonly id: string;
  readonly environment: string;
}

/** A difference as far as a rule looks at it. */
export interface RuledDifference {
  readonly group: DifferenceGroup;
  readonly kind: string;
  readonly namespace: string | null;
  readonly name: string;
  readonly field: string;
}

const isSamePair = ([a, b]: readonly [string, string], left: string, right: string) =>
  (a === left && b === right) || (a === right && b === left);

/** Whether a rule is for a comparison of these two, whichever stands on the left. */
export function isForPair(pair: RulePair, left: PairedCluster, right: PairedCluster): boolean {
  if (pair.scope === "any") return true;
  if (pair.scope === "clusters") return isSamePair(pair.clusterIds, left.id, right.id);
  return isSamePair(pair.environments, left.environment, right.environment);
}

/** Whether a rule that ends then, or never, still counts. */
export const isInForce = (expiresAt: Date | null, now: Date): boolean => expiresAt === null || expiresAt > now;

const patternOf = (glob: string): Pattern => glob.split("*");

/** Whether a rule would allow every difference there is: then it says nothing, and hides everything. */
export const allowsAll = ({ kind, namespace, name, field }: Omit<RuleMatch, "pair">): boolean =>
  kind === null && field === "*" && [namespace, name].every((glob) => /^\*+$/.test(glob));

/** What a rule allows, as a question that is asked of many differences. Its pair is another matter. A field that cannot be read is allowed nowhere. */
export function ruleAllows({ kind, namespace, name, field }: Omit<RuleMatch, "pair">): (difference: RuledDifference) => boolean {
  const path: FieldPath | null = field === null ? null : readFieldPath(field);
  const [namespaces, names] = [patternOf(namespace), patternOf(name)];
  const kinds = kind?.toLowerCase();
  return (difference) => {
    if (kinds !== undefined && difference.kind.toLowerCase() !== kinds) return false;
    if ((field === null) !== (difference.group === "missing")) return false;
    if (path === null ? field !== null : !meansField(path, difference.field)) return false;
    return matchesPattern(namespaces, difference.namespace ?? "") && matchesPattern(names, difference.name);
  };
}
