import type { RulePair } from "@holdfast/contracts/compare-rule";
import type { NewEvent } from "@holdfast/db/event-log";

/** The news that a rule is another now, for whoever may see what it was or is for. */
export const ruleChanged = (id: string, pairs: readonly RulePair[]): NewEvent => ({
  type: "compare-rule.changed",
  clusterIds: pairs.every((pair) => pair.scope === "clusters")
    ? [...new Set<string>(pairs.flatMap((pair) => (pair.scope === "clusters" ? pair.clusterIds : [])))]
    : [],
  subject: { kind: "compare-rule", id },
  payload: {},
});
