import type { Worded } from "@holdfast/contracts/phrase";
import { isConstraintKind } from "@holdfast/contracts/policy-kinds";
import type { PolicyObject } from "@holdfast/contracts/policy-object";
import { worded } from "@holdfast/contracts/worded";
import { regoReadsInventory, regoReadsNames } from "@holdfast/domain/policy/rego-reads";
import { templateKind } from "@holdfast/domain/policy/template-kind";
import { reachOf, regoOf } from "./constraint-spec";
import type { JudgedRule, JudgedRules } from "./judged-rules";

function ruleOf(objects: readonly PolicyObject[], constraint: PolicyObject): JudgedRule | Worded | null {
  const about = { policy: constraint.metadata.name };
  const template = objects.find((each) => each.kind === "ConstraintTemplate" && templateKind(each) === constraint.kind);
  if (!template) return worded("ImpactTemplateElsewhere", { ...about, kind: constraint.kind });
  const [rego, reach] = [regoOf(template.spec), reachOf(constraint.spec)];
  if (!rego || !reach) return worded("ImpactConstraintUnreadable", about);
  if (rego.length === 0) return worded("ImpactNotRego", about);
  if (regoReadsInventory(rego)) return worded("ImpactNeedsInventory", about);
  if (reach.effect === null) return null;
  return {
    ...{ policy: template, binding: constraint, name: constraint.metadata.name, effect: reach.effect, operation: "CREATE" },
    readsNames: reach.matchesNames || regoReadsNames(rego),
  };
}

/** What of a version's constraints can be judged here, each by the template that the version brings. A creation is what is judged. */
export function constraintRules(objects: readonly PolicyObject[]): JudgedRules {
  const found = objects.filter(({ kind }) => isConstraintKind(kind)).map((constraint) => ruleOf(objects, constraint));
  return {
    rules: found.filter((each): each is JudgedRule => each !== null && "policy" in each),
    notJudged: found.filter((each): each is Worded => each !== null && "message" in each),
  };
}
