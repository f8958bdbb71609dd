import type { DifferenceRow } from "@holdfast/contracts/compare";
import type { CompareRuleView, NewCompareRule, RuleMatch, RulePair } from "@holdfast/contracts/compare-rule";
import type { ClusterId } from "@holdfast/contracts/ids";
import { instantOf, localMinute } from "../shared-time/local-minute";
import type { Pair } from "./compare-search";

/** A rule while it is being written, as its controls hold it. */
export interface RuleDraft {
  readonly scope: RulePair["scope"];
  /** Empty: of any kind. */
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  readonly isMissing: boolean;
  readonly field: string;
  readonly reason: string;
  /** As a `datetime-local` control writes it; empty: for good. */
  readonly until: string;
}

/** What the rule is called by that allows just this difference, in this comparison. */
export const draftOfRow = (row: Pick<DifferenceRow, "kind" | "namespace" | "name" | "field" | "group">): RuleDraft => ({
  ...{ scope: "clusters", kind: row.kind, namespace: row.namespace ?? "*", name: row.name },
  ...{ isMissing: row.group === "missing", field: row.field, reason: "", until: "" },
});

/** A rule that is kept, to be changed. */
export const draftOfRule = (rule: CompareRuleView): RuleDraft => ({
  ...{ scope: rule.pair.scope, kind: rule.kind ?? "", namespace: rule.namespace, name: rule.name },
  ...{ isMissing: rule.field === null, field: rule.field ?? "", reason: rule.reason, until: localMinute(rule.expiresAt ?? undefined) },
});

/** The two clusters or environments that a draft means: those of the rule that changes, where it is for such, else those that are compared. */
function pairOfDraft({ scope }: RuleDraft, { left, right }: Pair, before: RulePair | null): RulePair {
  if (before?.scope === scope) return before;
  if (scope === "clusters") return { scope, clusterIds: [left.id as ClusterId, right.id as ClusterId] };
  return scope === "environments" ? { scope, environments: [left.environment, right.environment] } : { scope };
}

const LEAST_REASON = 3;

/** What a draft would allow; null while it says too little to ask. */
export function matchOfDraft(draft: RuleDraft, pair: Pair, before: RulePair | null): RuleMatch | null {
  const [namespace, name, field] = [draft.namespace.trim(), draft.name.trim(), draft.field.trim()];
  if (namespace === "" || name === "" || (!draft.isMissing && field === "")) return null;
  const kind = draft.kind.trim();
  return {
    ...{ pair: pairOfDraft(draft, pair, before), kind: kind === "" ? null : kind, namespace, name },
    field: draft.isMissing ? null : field,
  };
}

/** What of a draft has to be mended before it can be kept at an instant, by the name of its control. */
export function gapsOf(draft: RuleDraft, now: Date): readonly ("namespace" | "name" | "field" | "reason" | "until")[] {
  const until = instantOf(draft.until);
  const gaps = (["namespace", "name"] as const).filter((key) => draft[key].trim() === "");
  return [
    ...gaps,
    ...(!draft.isMissing && draft.field.trim() === "" ? (["field"] as const) : []),
    ...(draft.reason.trim().length < LEAST_REASON ? (["reason"] as const) : []),
    ...(until !== null && new Date(until) <= now ? (["until"] as const) : []),
  ];
}

/** The rule that a whole draft makes; null for one with gaps. */
export function ruleOfDraft(draft: RuleDraft, pair: Pair, before: RulePair | null, now: Date): NewCompareRule | null {
  const match = matchOfDraft(draft, pair, before);
  const until = instantOf(draft.until);
  if (match === null || gapsOf(draft, now).length > 0) return null;
  return { ...match, reason: draft.reason.trim(), expiresAt: until === null ? null : new Date(until) };
}
