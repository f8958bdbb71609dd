import type { Condition, KubeObject } from "@holdfast/domain/health/kube-object";
import { each, facts, text, textMap, texts, yes } from "../facts";
import { conditionFacts } from "./conditions";
import type { Projection } from "./projection";
import { type LabelSelector, selectorFacts } from "./selector";

interface Namespace extends KubeObject {
  readonly status?: { readonly phase?: string; readonly conditions?: readonly Condition[] };
}
interface ResourceQuota extends KubeObject {
  readonly spec?: {
    readonly scopes?: readonly string[];
    readonly scopeSelector?: {
      readonly matchExpressions?: readonly {
        readonly scopeName?: string;
        readonly operator?: string;
        readonly values?: readonly string[];
      }[];
    };
  };
  readonly status?: { readonly hard?: Readonly<Record<string, string>>; readonly used?: Readonly<Record<string, string>> };
}
interface RuntimeClass extends KubeObject {
  readonly handler?: string;
}
interface CustomResourceDefinition extends KubeObject {
  readonly spec?: {
    readonly group?: string;
    readonly scope?: string;
    readonly names?: { readonly plural?: string; readonly kind?: string };
    readonly versions?: readonly { readonly name?: string; readonly served?: boolean; readonly storage?: boolean }[];
  };
}
interface Matching {
  readonly namespaceSelector?: LabelSelector;
  readonly objectSelector?: LabelSelector;
  readonly resourceRules?: readonly {
    readonly apiGroups?: readonly string[];
    readonly resources?: readonly string[];
    readonly operations?: readonly string[];
  }[];
}
interface AdmissionPolicy extends KubeObject {
  readonly spec?: {
    readonly failurePolicy?: string;
    readonly matchConstraints?: Matching;
    readonly validations?: readonly object[];
    readonly paramKind?: { readonly kind?: string };
  };
}
interface AdmissionPolicyBinding extends KubeObject {
  readonly spec?: {
    readonly policyName?: string;
    readonly validationActions?: readonly string[];
    readonly matchResources?: Matching;
    readonly paramRef?: { readonly name?: string };
  };
}

const matchFacts = (matching: Matching | undefined) =>
  facts({
    namespaceSelector: selectorFacts(matching?.namespaceSelector),
    objectSelector: selectorFacts(matching?.objectSelector),
    resources: each(matching?.resourceRules, (rule) =>
      facts({ apiGroups: texts(rule.apiGroups), resources: texts(rule.resources), operations: texts(rule.operations, 16) }),
    ),
  });

/** A namespace; its labels say which pod security it enforces. */
export const projectNamespace = ({ status }: Namespace): Projection => ({
  facts: facts({ phase: text(status?.phase, 32), conditions: conditionFacts(status?.conditions) }),
});

/** A quota: what may be used and what is, and of which pods. */
export const projectResourceQuota = ({ spec, status }: ResourceQuota): Projection => ({
  facts: facts({
    hard: textMap(status?.hard),
    used: textMap(status?.used),
    scopes: texts(spec?.scopes, 63),
    scopeSelector: each(spec?.scopeSelector?.matchExpressions, ({ scopeName, operator, values }) =>
      facts({ scope: text(scopeName, 63), operator: text(operator, 16), values: texts(values, 63) }),
    ),
  }),
});

/** A runtime class: the handler that nodes must know. */
export const projectRuntimeClass = (runtime: RuntimeClass): Projection => ({ facts: facts({ handler: text(runtime.handler, 253) }) });

/** A definition: which kind it adds, in which versions. The schemas stay in the cluster. */
export const projectCustomResourceDefinition = ({ spec }: CustomResourceDefinition): Projection => ({
  facts: facts({
    group: text(spec?.group, 253),
    scope: text(spec?.scope, 32),
    plural: text(spec?.names?.plural, 63),
    kind: text(spec?.names?.kind, 63),
    versions: each(spec?.versions, ({ name, served, storage }) =>
      facts({ name: text(name, 63), isServed: yes(served), isStored: yes(storage) }),
    ),
  }),
});

/** An admission policy: what it looks at and what happens when it cannot decide. */
export const projectAdmissionPolicy = ({ spec }: AdmissionPolicy): Projection => ({
  facts: facts({
    failurePolicy: text(spec?.failurePolicy, 32),
    validations: spec?.validations?.length,
    paramKind: text(spec?.paramKind?.kind, 63),
    matches: matchFacts(spec?.matchConstraints),
  }),
});

/** A binding: which policy it switches on, for what, and how hard. */
export const projectAdmissionPolicyBinding = ({ spec }: AdmissionPolicyBinding): Projection => ({
  facts: facts({
    policy: text(spec?.policyName, 253),
    actions: texts(spec?.validationActions, 32),
    params: text(spec?.paramRef?.name, 253),
    matches: matchFacts(spec?.matchResources),
  }),
});
