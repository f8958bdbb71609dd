import type { Worded } from "@holdfast/contracts/phrase";
import type { ImpactEffect } from "@holdfast/contracts/policy-impact";
import { isConstraintKind } from "@holdfast/contracts/policy-kinds";
import type { PolicyObject } from "@holdfast/contracts/policy-object";
import { worded } from "@holdfast/contracts/worded";
import { readsNames } from "@holdfast/domain/policy/reads-names";
import { z } from "zod";
import { constraintRules } from "./constraint-rules";

const Named = z.looseObject({ expression: z.string().default("") });
const Validation = z.looseObject({ expression: z.string().default(""), messageExpression: z.string().default("") });
const Rule = z.looseObject({ operations: z.array(z.string()).default([]), resources: z.array(z.string()).default([]) });
const Match = z.looseObject({ resourceRules: z.array(Rule).default([]) });

/** The parts of a policy's spec by which it is decided whether and how it can be judged. What the API server refuses is refused by the judge. */
const Spec = z.looseObject({
  matchConstraints: Match.prefault({}),
  validations: z.array(Validation).default([]),
  matchConditions: z.array(Named).default([]),
  variables: z.array(Named).default([]),
  paramKind: z.looseObject({}).nullish(),
});
const BindingSpec = z.looseObject({ validationActions: z.array(z.string()).default([]), matchResources: Match.nullish() });

/** Kinds of which this is said otherwise, or goes without saying. */
const JUDGED = ["ValidatingAdmissionPolicy", "ValidatingAdmissionPolicyBinding", "ConstraintTemplate"];

/** The writes that can be made again of what is there. */
export type JudgedOperation = "CREATE" | "UPDATE";

/** A policy with one of its bindings, or a template with one of its constraints, for one kind of write. */
export interface JudgedRule {
  /** What it is called where it finds fault with something. */
  readonly name: string;
  readonly policy: PolicyObject;
  readonly binding: PolicyObject;
  readonly effect: ImpactEffect;
  readonly operation: JudgedOperation;
  /** Whether objects that differ in nothing but their name have to be judged one by one. */
  readonly readsNames: boolean;
}

/** What of a version can be judged, and why the rest can't. */
export interface JudgedRules {
  readonly rules: readonly JudgedRule[];
  readonly notJudged: readonly Worded[];
}

function effectOf(actions: readonly string[]): ImpactEffect | null {
  if (actions.includes("Deny")) return "deny";
  if (actions.includes("Warn")) return "warn";
  return actions.includes("Audit") ? "audit" : null;
}

/** Both kinds of write where something could tell them apart, else the first that is named: then the other one's answer is the same. */
function operationsOf(rules: readonly z.infer<typeof Rule>[], isNarrowed: boolean, expressions: readonly string[]): JudgedOperation[] {
  const names = ({ operations }: z.infer<typeof Rule>, operation: string) => operations.includes(operation) || operations.includes("*");
  const named = (["CREATE", "UPDATE"] as const).filter((operation) => rules.some((rule) => names(rule, operation)));
  const areAlike = rules.every((rule) => named.every((operation) => names(rule, operation)));
  const isAsked = expressions.some((text) => /\boperation\b|\boldObject\b/.test(text));
  return areAlike && !isNarrowed && !isAsked ? named.slice(0, 1) : named;
}

function rulesOf(policy: PolicyObject, binding: PolicyObject): readonly JudgedRule[] | Worded {
  const about = { policy: policy.metadata.name };
  const [spec, bound] = [Spec.safeParse(policy.spec), BindingSpec.safeParse(binding.spec)];
  if (!spec.success || !bound.success) return worded("ImpactPolicyUnreadable", about);
  const effect = effectOf(bound.data.validationActions);
  if (effect === null) return [];
  const { matchConstraints, validations, matchConditions, variables, paramKind } = spec.data;
  if (paramKind) return worded("ImpactNeedsParameters", about);
  const expressions = [
    ...[...matchConditions, ...variables].map(({ expression }) => expression),
    ...validations.flatMap(({ expression, messageExpression }) => [expression, messageExpression]),
  ];
  if (expressions.some((text) => /(?<![.\w])authorizer\b/.test(text))) return worded("ImpactNeedsAuthorizer", about);
  const narrowed = bound.data.matchResources?.resourceRules ?? [];
  const operations = operationsOf(matchConstraints.resourceRules, narrowed.length > 0, expressions);
  if (operations.length === 0) return worded("ImpactOfOtherWrites", about);
  const hasNames = JSON.stringify([matchConstraints, binding.spec]).includes('"resourceNames"');
  return operations.map((operation) => ({
    ...{ policy, binding, effect, operation, name: policy.metadata.name },
    readsNames: hasNames || readsNames(expressions),
  }));
}

/** What of a version's objects can be judged without the cluster that it is for. */
export function judgedRules(objects: readonly PolicyObject[]): JudgedRules {
  const rules: JudgedRule[] = [];
  const notJudged = new Map<string, Worded>();
  for (const binding of objects.filter(({ kind }) => kind === "ValidatingAdmissionPolicyBinding")) {
    const policy = objects.find(({ kind, metadata }) => kind === "ValidatingAdmissionPolicy" && metadata.name === binding.spec.policyName);
    const found = policy ? rulesOf(policy, binding) : [];
    if ("message" in found) notJudged.set(found.message, found);
    else rules.push(...found);
  }
  const constraints = constraintRules(objects);
  for (const { kind } of objects.filter((each) => !JUDGED.includes(each.kind) && !isConstraintKind(each.kind))) {
    const text = worded("ImpactActsByItself", { kind });
    notJudged.set(text.message, text);
  }
  return { rules: [...rules, ...constraints.rules], notJudged: [...notJudged.values(), ...constraints.notJudged] };
}
