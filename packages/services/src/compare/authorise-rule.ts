import type { AuditDecision } from "@holdfast/contracts/audit";
import type { NewCompareRule } from "@holdfast/contracts/compare-rule";
import { Fault } from "@holdfast/contracts/fault";
import { worded } from "@holdfast/contracts/worded";
import type { CompareRule } from "@holdfast/db/generated/prisma/client";
import { allowsAll } from "@holdfast/domain/compare/compare-rule";
import { readFieldPath } from "@holdfast/domain/compare/field-path";
import { authorise } from "../access/authorise";
import { refuse } from "../access/refuse";
import { visibleClusters } from "../access/visible-clusters";
import type { ServiceContext } from "../context/service-context";
import { ruleOf, ruleTarget } from "./compare-rule-view";

/** The rights about a rule: on both clusters of a pair of them; of a wider rule on the whole fleet. What the caller does not see does not exist. */
export async function authoriseRule(ctx: ServiceContext, action: string, id: string, rule: NewCompareRule): Promise<AuditDecision> {
  const attempt = { permission: "compare:manage" as const, action, target: ruleTarget(id, rule) };
  if (rule.pair.scope !== "clusters") return authorise(ctx, attempt);
  const visible = await visibleClusters(ctx, "inventory:read");
  const clusters = rule.pair.clusterIds.flatMap((each) => visible.find((cluster) => cluster.id === each) ?? []);
  return authorise(ctx, { ...attempt, clusters: clusters.length === rule.pair.clusterIds.length ? clusters : [] });
}

/** The rule of an id, with the right to change it. Throws `NotFound`, also for a rule of clusters that the caller does not see, and `Forbidden`; both are on record. */
export async function ownedRule(ctx: ServiceContext, action: string, id: string): Promise<{ row: CompareRule; decision: AuditDecision }> {
  const row = await ctx.db.prisma.compareRule.findUnique({ where: { id } });
  const absent = () => refuse(ctx, { action, target: ruleTarget(id, null) }, new Fault("NotFound", worded("CompareRuleAbsent")));
  if (!row) return absent();
  const rule = ruleOf(row);
  if (rule.pair.scope === "clusters") {
    const seen = new Set<string>((await visibleClusters(ctx, "inventory:read")).map((cluster) => cluster.id));
    if (!rule.pair.clusterIds.every((each) => seen.has(each))) return absent();
  }
  return { row, decision: await authoriseRule(ctx, action, id, rule) };
}

/** Throws `InvalidInput`, naming the field, for a rule that could never allow anything, or would allow everything. */
export function checkRule(rule: NewCompareRule, now: Date): void {
  if (rule.field !== null && readFieldPath(rule.field) === null) throw new Fault("InvalidInput", worded("CompareFieldUnreadable"));
  if (allowsAll(rule)) throw new Fault("InvalidInput", worded("CompareRuleAllowsAll"));
  if (rule.expiresAt !== null && rule.expiresAt <= now) throw new Fault("InvalidInput", worded("CompareRuleExpiryPast"));
}
