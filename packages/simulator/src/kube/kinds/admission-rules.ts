import type { BindingSpec, MatchResources, PolicySpec, RequestRule } from "@holdfast/policy-engines/admission/policy-spec";
import { type FieldCause, fieldCause } from "../field-cause";
import { adjust, fill, mapSame } from "./fill";
import type { Candidate, KindRules } from "./kind-rules";

const OPERATIONS = ["*", "CONNECT", "CREATE", "DELETE", "UPDATE"];
const REASONS = ["Forbidden", "Invalid", "RequestEntityTooLarge"];
const ACTIONS = ["Audit", "Deny", "Warn"];

const matchDefaults = (match: MatchResources): MatchResources => {
  const filled = fill(match, { namespaceSelector: {}, objectSelector: {}, matchPolicy: "Equivalent" });
  return adjust(filled, "resourceRules", (rules) => mapSame<RequestRule>(rules, (rule) => fill(rule, { scope: "*" })));
};

const ruleFaults = (rule: RequestRule, path: string): FieldCause[] => [
  ...(["operations", "apiGroups", "apiVersions", "resources"] as const).flatMap((field) =>
    (rule[field] ?? []).length === 0 ? [fieldCause.required(`${path}.${field}`)] : [],
  ),
  ...(rule.operations ?? []).flatMap((operation, i) =>
    OPERATIONS.includes(operation) ? [] : [fieldCause.notSupported(`${path}.operations[${i}]`, operation, OPERATIONS)],
  ),
];

const matchFaults = (match: MatchResources | undefined): FieldCause[] => {
  const path = "spec.matchConstraints";
  if (!match) return [fieldCause.required(path)];
  const { resourceRules = [] } = match;
  if (resourceRules.length === 0) return [fieldCause.required(`${path}.resourceRules`)];
  return resourceRules.flatMap((rule, i) => ruleFaults(rule, `${path}.resourceRules[${i}]`));
};

const specOf = (object: Candidate) => (object.spec ?? {}) as PolicySpec;

const contentFaults = ({ validations = [], auditAnnotations = [], variables = [], failurePolicy = "Fail" }: PolicySpec): FieldCause[] => {
  const nothing = "validations or auditAnnotations must contain at least one item";
  const isEmpty = validations.length + auditAnnotations.length === 0;
  return [
    ...(isEmpty ? [fieldCause.required("spec.validations", nothing), fieldCause.required("spec.auditAnnotations", nothing)] : []),
    ...(["Fail", "Ignore"].includes(failurePolicy)
      ? []
      : [fieldCause.notSupported("spec.failurePolicy", failurePolicy, ["Fail", "Ignore"])]),
    ...variables.flatMap(({ name }, i) =>
      /^[A-Za-z_][A-Za-z0-9_]*$/.test(name)
        ? []
        : [fieldCause.invalid(`spec.variables[${i}].name`, name, "must be a valid CEL identifier")],
    ),
    ...validations.flatMap(({ reason }, i) =>
      reason === undefined || REASONS.includes(reason) ? [] : [fieldCause.notSupported(`spec.validations[${i}].reason`, reason, REASONS)],
    ),
  ];
};

/** ValidatingAdmissionPolicies, their expressions aside: those are compiled by the admission that evaluates them. */
export const admissionPolicyRules: KindRules = {
  defaults: (object) => ({
    ...object,
    spec: adjust(fill(specOf(object), { failurePolicy: "Fail" }), "matchConstraints", matchDefaults),
  }),
  faults: (object) => [...matchFaults(specOf(object).matchConstraints), ...contentFaults(specOf(object))],
};

/** ValidatingAdmissionPolicyBindings. */
export const admissionBindingRules: KindRules = {
  defaults: (object) => ({ ...object, spec: adjust((object.spec ?? {}) as BindingSpec, "matchResources", matchDefaults) }),
  initialStatus: () => undefined,
  faults(object) {
    const { policyName, validationActions = [] } = (object.spec ?? {}) as BindingSpec;
    const path = "spec.validationActions";
    const repeated =
      "must not contain both Deny and Warn (repeating the same validation failure information in the API response and headers serves no purpose)";
    return [
      ...(policyName ? [] : [fieldCause.required("spec.policyName")]),
      ...(validationActions.length === 0 ? [fieldCause.required(path, "at least one validation action is required")] : []),
      ...validationActions.flatMap((action, i) =>
        ACTIONS.includes(action) ? [] : [fieldCause.notSupported(`${path}[${i}]`, action, ACTIONS)],
      ),
      ...(validationActions.includes("Deny") && validationActions.includes("Warn")
        ? [fieldCause.invalid(path, validationActions, repeated)]
        : []),
    ];
  },
};
