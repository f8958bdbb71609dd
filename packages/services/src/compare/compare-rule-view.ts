import type { CompareRuleView, NewCompareRule, RulePair } from "@holdfast/contracts/compare-rule";
import { ClusterId } from "@holdfast/contracts/ids";
import type { CompareRule } from "@holdfast/db/generated/prisma/client";
import { isInForce } from "@holdfast/domain/compare/compare-rule";

const LONGEST_NAME = 300;

/** The columns that say which comparisons a rule is for. */
export type PairColumns = Pick<CompareRule, "scope" | "clusterAId" | "clusterBId" | "environmentA" | "environmentB">;

/** A pair as columns: clusters in the order of their ids, so that one pair is written in one way. */
export function pairColumns(pair: RulePair): PairColumns {
  const [clusterAId = null, clusterBId = null] = pair.scope === "clusters" ? [...pair.clusterIds].sort() : [];
  const [environmentA = null, environmentB = null] = pair.scope === "environments" ? pair.environments : [];
  return { scope: pair.scope, clusterAId, clusterBId, environmentA, environmentB };
}

/** The pair of a row. */
export function pairOf({ clusterAId, clusterBId, environmentA, environmentB }: PairColumns): RulePair {
  if (clusterAId !== null && clusterBId !== null)
    return { scope: "clusters", clusterIds: [ClusterId.parse(clusterAId), ClusterId.parse(clusterBId)] };
  if (environmentA !== null && environmentB !== null) return { scope: "environments", environments: [environmentA, environmentB] };
  return { scope: "any" };
}

/** A rule as the audit trail names it: by what it allows. */
export const ruleTarget = (id: string, rule: Pick<NewCompareRule, "kind" | "namespace" | "name" | "field"> | null) => ({
  kind: "compare-rule",
  id,
  name: rule === null ? id : `${rule.kind ?? "*"} ${rule.namespace}/${rule.name} ${rule.field ?? "missing"}`.slice(0, LONGEST_NAME),
  clusterId: null,
});

/** What the audit trail keeps of a rule: all of it. */
export const ruleRecord = ({ pair, kind, namespace, name, field, reason, expiresAt }: NewCompareRule) => ({
  ...{ pair, kind, namespace, name, field, reason },
  expiresAt: expiresAt?.toISOString() ?? null,
});

/** What a row says. */
export const ruleOf = (row: CompareRule): NewCompareRule => ({
  ...{ pair: pairOf(row), kind: row.kind, namespace: row.namespace, name: row.name, field: row.field },
  ...{ reason: row.reason, expiresAt: row.expiresAt },
});

/** A rule as its readers see it. */
export const ruleView = (
  row: CompareRule,
  known: { readonly clusterNames: string[]; readonly mayManage: boolean; readonly now: Date },
): CompareRuleView => ({
  ...{ id: row.id, version: row.version, madeByName: row.madeByName, madeAt: row.madeAt },
  ...ruleOf(row),
  ...{ clusterNames: known.clusterNames, mayManage: known.mayManage, isExpired: !isInForce(row.expiresAt, known.now) },
});
