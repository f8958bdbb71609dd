/** Which labels are meant; both parts must hold. */
export interface LabelSelector {
  readonly matchLabels?: Readonly<Record<string, string>>;
  readonly matchExpressions?: readonly { readonly key: string; readonly operator: string; readonly values?: readonly string[] }[];
}

/** Which requests are meant, by resource. */
export interface RequestRule {
  readonly apiGroups?: readonly string[];
  readonly apiVersions?: readonly string[];
  readonly operations?: readonly string[];
  readonly resources?: readonly string[];
  readonly resourceNames?: readonly string[];
  readonly scope?: string;
}

/** Which requests are meant: by resource, and by the labels of the object and of its namespace. */
export interface MatchResources {
  readonly namespaceSelector?: LabelSelector;
  readonly objectSelector?: LabelSelector;
  readonly resourceRules?: readonly RequestRule[];
  readonly excludeResourceRules?: readonly RequestRule[];
  readonly matchPolicy?: string;
}

/** One CEL expression that must hold for a write to pass, and what is said when it does not. */
export interface PolicyValidation {
  readonly expression: string;
  readonly message?: string;
  readonly messageExpression?: string;
  readonly reason?: string;
}

interface NamedExpression {
  readonly name: string;
  readonly expression: string;
}

/** The spec of a ValidatingAdmissionPolicy. */
export interface PolicySpec {
  readonly matchConstraints?: MatchResources;
  readonly validations?: readonly PolicyValidation[];
  readonly matchConditions?: readonly NamedExpression[];
  readonly variables?: readonly NamedExpression[];
  readonly auditAnnotations?: readonly { readonly key: string; readonly valueExpression: string }[];
  readonly paramKind?: object;
  readonly failurePolicy?: string;
}

/** The spec of a ValidatingAdmissionPolicyBinding. */
export interface BindingSpec {
  readonly policyName?: string;
  readonly matchResources?: MatchResources;
  readonly validationActions?: readonly string[];
  readonly paramRef?: { readonly parameterNotFoundAction?: string };
}

/** A policy as far as it is needed here. */
export interface AdmissionPolicy {
  readonly metadata: { readonly name: string };
  readonly spec: PolicySpec;
}

/** A binding as far as it is needed here. */
export interface AdmissionBinding {
  readonly metadata: { readonly name: string };
  readonly spec: BindingSpec;
}
