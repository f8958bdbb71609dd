import type { Worded } from "@holdfast/contracts/phrase";
import type { ImpactEffect } from "@holdfast/contracts/policy-impact";
import type { PolicyObject } from "@holdfast/contracts/policy-object";
import { worded } from "@holdfast/contracts/worded";
import { readsNames } from "@holdfast/domain/policy/reads-names";
import { z } from "zod";

const Named = z.looseObject({ expression: z.string().default("") });
const Validation = z.looseObject({ expression: z.string().default(""), messageExpression: z.string().default("") });

/** The parts of a policy's spec by which it is decided whether and how it can be judged. What the API server refuses is refused by the judge. */
const Spec = z.looseObject({
  matchConstraints: z
    .looseObject({ resourceRules: z.array(z.looseObject({ operations: z.array(z.string()).default([]) })).default([]) })
    .prefault({}),
  validations: z.array(Validation).default([]),
  matchConditions: z.array(Named).default([]),
  variables: z.array(Named).default([]),
  paramKind: z.looseObject({}).nullish(),
});

/** A policy with one of its bindings. */
export interface JudgedRule {
  readonly policy: PolicyObject;
  readonly binding: PolicyObject;
  readonly effect: ImpactEffect;
  /** What its rules are about: a new object, or where they name no creation, a change of one. */
  readonly operation: "CREATE" | "UPDATE";
  /** Whether objects that differ in nothing but their name have to be judged one by one. */
  readonly readsNames: boolean;
}

/** What of a version can be judged, and why the rest can't. */
export interface JudgedRules {
  readonly rules: readonly JudgedRule[];
  readonly notJudged: readonly Worded[];
}

const effectOf = (binding: PolicyObject): ImpactEffect | null => {
  const { validationActions } = z.looseObject({ validationActions: z.array(z.string()).default([]) }).parse(binding.spec);
  if (validationActions.includes("Deny")) return "deny";
  if (validationActions.includes("Warn")) return "warn";
  return validationActions.includes("Audit") ? "audit" : null;
};

function ruleOf(policy: PolicyObject, binding: PolicyObject, effect: ImpactEffect): JudgedRule | Worded {
  const spec = Spec.safeParse(policy.spec);
  if (!spec.success) return worded("ImpactPolicyUnreadable", { policy: policy.metadata.name });
  const { matchConstraints, validations, matchConditions, variables, paramKind } = spec.data;
  if (paramKind) return worded("ImpactNeedsParameters", { policy: policy.metadata.name });
  const expressions = [
    ...[...matchConditions, ...variables].map(({ expression }) => expression),
    ...validations.flatMap(({ expression, messageExpression }) => [expression, messageExpression]),
  ];
  if (expressions.some((text) => /(?<![.\w])authorizer\b/.test(text)))
    return worded("ImpactNeedsAuthorizer", { policy: policy.metadata.name });
  const operations = new Set(matchConstraints.resourceRules.flatMap((rule) => rule.operations));
  const isOf = (operation: string) => operations.has(operation) || operations.has("*");
  if (!isOf("CREATE") && !isOf("UPDATE")) return worded("ImpactOfOtherWrites", { policy: policy.metadata.name });
  const hasNames = JSON.stringify([matchConstraints, binding.spec]).includes('"resourceNames"');
  return { policy, binding, effect, operation: isOf("CREATE") ? "CREATE" : "UPDATE", readsNames: hasNames || readsNames(expressions) };
}

/** What of a version's objects can be judged without the cluster that it is for. */
export function judgedRules(objects: readonly PolicyObject[]): JudgedRules {
  const rules: JudgedRule[] = [];
  const notJudged: Worded[] = [];
  for (const binding of objects.filter(({ kind }) => kind === "ValidatingAdmissionPolicyBinding")) {
    const effect = effectOf(binding);
    const policy = objects.find(({ kind, metadata }) => kind === "ValidatingAdmissionPolicy" && metadata.name === binding.spec.policyName);
    if (effect === null || !policy) continue;
    const rule = ruleOf(policy, binding, effect);
    if ("message" in rule) notJudged.push(rule);
    else rules.push(rule);
  }
  return { rules, notJudged };
}
