import { CONSTRAINTS, type PolicyFamily, policyKinds } from "@holdfast/contracts/policy-kinds";
import type { RbacRule } from "./rbac-rule";

const VERBS = ["get", "create", "patch", "delete"];

/**
 * What it takes to push the policies of a family. The kinds of constraints are made by the templates that are pushed, so that theirs is the one
 * group that can't be named kind by kind; nothing else is in it.
 */
export function pushing(family: PolicyFamily): RbacRule[] {
  const named = Object.values(policyKinds).filter((each) => each.family === family);
  const groups = [...new Set(named.map(({ group }) => group))];
  const rules = groups.map((group) => ({
    apiGroups: [group],
    resources: named.filter((each) => each.group === group).map(({ plural }) => plural),
    verbs: VERBS,
  }));
  return family === "gatekeeper" ? [...rules, { apiGroups: [CONSTRAINTS], resources: ["*"], verbs: [...VERBS, "list"] }] : rules;
}
