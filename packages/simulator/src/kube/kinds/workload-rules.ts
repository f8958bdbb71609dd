import { type FieldCause, fieldCause } from "../field-cause";
import { selectorTest } from "../label-selector";
import { equalJson } from "../store/equal-json";
import type { LabelSelector, PodTemplate } from "../types/pod";
import { adjust, fill } from "./fill";
import type { Candidate, KindRules } from "./kind-rules";
import { dns1035Rule } from "./name-rules";
import { templateDefaults } from "./pod-defaults";
import { templateFaults } from "./pod-rules";

/** The part of a workload's spec that all workloads have. */
interface WorkloadSpec {
  readonly replicas?: number;
  readonly selector?: LabelSelector;
  readonly template?: PodTemplate;
  readonly minReadySeconds?: number;
  readonly strategy?: { readonly type?: string; readonly rollingUpdate?: { maxSurge?: string | number; maxUnavailable?: string | number } };
  readonly updateStrategy?: { readonly type?: string; readonly rollingUpdate?: object };
  readonly [key: string]: unknown;
}

const specOf = (object: Candidate) => (object.spec ?? {}) as WorkloadSpec;
const withSpec = (object: Candidate, spec: WorkloadSpec): Candidate => ({ ...object, spec });
const withTemplate = (spec: WorkloadSpec) => adjust(spec, "template", templateDefaults);

const nonNegative = (spec: WorkloadSpec, ...fields: readonly string[]): FieldCause[] =>
  fields.flatMap((field) => {
    const value = spec[field];
    return typeof value === "number" && value < 0 ? [fieldCause.invalid(`spec.${field}`, value, "must be greater than or equal to 0")] : [];
  });

const selectorFaults = ({ selector, template }: WorkloadSpec): FieldCause[] => {
  const labels = template?.metadata?.labels;
  const mismatch = fieldCause.invalid("spec.template.metadata.labels", labels, "`selector` does not match template `labels`");
  if (!selector) return [fieldCause.required("spec.selector"), mismatch];
  const isEmpty = Object.keys(selector.matchLabels ?? {}).length + (selector.matchExpressions ?? []).length === 0;
  if (isEmpty) return [fieldCause.invalid("spec.selector", selector, "empty selector is invalid for deployment")];
  return selectorTest(selector)(labels) ? [] : [mismatch];
};

const immutable = (object: Candidate, old: Candidate, field: string): FieldCause[] => {
  const [after, before] = [specOf(object)[field], specOf(old)[field]];
  return equalJson(after, before) ? [] : [fieldCause.invalid(`spec.${field}`, after, "field is immutable")];
};

const asPercent = (value: string | number | undefined) => (typeof value === "string" ? Number(value.replace("%", "")) : Number(value ?? 0));

const strategyFaults = ({ strategy }: WorkloadSpec): FieldCause[] => {
  const { type = "RollingUpdate", rollingUpdate } = strategy ?? {};
  if (type !== "RollingUpdate" && type !== "Recreate") {
    return [fieldCause.notSupported("spec.strategy.type", type, ["Recreate", "RollingUpdate"])];
  }
  if (type === "Recreate") {
    return rollingUpdate
      ? [fieldCause.forbidden("spec.strategy.rollingUpdate", "may not be specified when strategy `type` is 'Recreate'")]
      : [];
  }
  const isStuck = asPercent(rollingUpdate?.maxSurge) === 0 && asPercent(rollingUpdate?.maxUnavailable) === 0;
  const path = "spec.strategy.rollingUpdate.maxUnavailable";
  return isStuck ? [fieldCause.invalid(path, rollingUpdate?.maxUnavailable, "may not be 0 when `maxSurge` is 0")] : [];
};

const rollingDefaults = (spec: WorkloadSpec): WorkloadSpec =>
  adjust(spec, "strategy", (strategy) => {
    const typed = fill(strategy, { type: "RollingUpdate" });
    if (typed.type !== "RollingUpdate") return typed;
    const withRolling = fill(typed, { rollingUpdate: {} });
    return adjust(withRolling, "rollingUpdate", (rolling) => fill(rolling, { maxUnavailable: "25%", maxSurge: "25%" }));
  });

/** Deployments. */
export const deploymentRules: KindRules = {
  defaults(object) {
    const spec = fill(specOf(object), { replicas: 1, strategy: {}, revisionHistoryLimit: 10, progressDeadlineSeconds: 600 });
    return withSpec(object, rollingDefaults(withTemplate(spec)));
  },
  faults(object) {
    const spec = specOf(object);
    return [
      ...nonNegative(spec, "replicas", "minReadySeconds", "revisionHistoryLimit", "progressDeadlineSeconds"),
      ...selectorFaults(spec),
      ...templateFaults(spec.template, "spec.template"),
      ...strategyFaults(spec),
    ];
  },
  changeFaults: (object, old) => immutable(object, old, "selector"),
};

/** ReplicaSets. */
export const replicaSetRules: KindRules = {
  defaults: (object) => withSpec(object, withTemplate(fill(specOf(object), { replicas: 1 }))),
  initialStatus: () => ({ replicas: 0 }),
  faults(object) {
    const spec = specOf(object);
    return [
      ...nonNegative(spec, "replicas", "minReadySeconds"),
      ...selectorFaults(spec),
      ...templateFaults(spec.template, "spec.template"),
    ];
  },
  changeFaults: (object, old) => immutable(object, old, "selector"),
};

const STATEFUL_MUTABLE = [
  ...[
    "replicas",
    "ordinals",
    "template",
    "updateStrategy",
    "revisionHistoryLimit",
    "persistentVolumeClaimRetentionPolicy",
    "minReadySeconds",
  ],
];
const frozenPart = (object: Candidate) =>
  Object.fromEntries(Object.entries(specOf(object)).filter(([field]) => !STATEFUL_MUTABLE.includes(field)));

/** StatefulSets. */
export const statefulSetRules: KindRules = {
  nameRule: dns1035Rule,
  defaults(object) {
    const spec = fill(specOf(object), {
      replicas: 1,
      podManagementPolicy: "OrderedReady",
      updateStrategy: { type: "RollingUpdate", rollingUpdate: { partition: 0 } },
      revisionHistoryLimit: 10,
      persistentVolumeClaimRetentionPolicy: { whenDeleted: "Retain", whenScaled: "Retain" },
    });
    return withSpec(object, withTemplate(spec));
  },
  faults(object) {
    const spec = specOf(object);
    return [
      ...nonNegative(spec, "replicas", "minReadySeconds"),
      ...selectorFaults(spec),
      ...templateFaults(spec.template, "spec.template"),
    ];
  },
  changeFaults(object, old) {
    if (equalJson(frozenPart(object), frozenPart(old))) return [];
    const mutable = STATEFUL_MUTABLE.map((field) => `'${field}'`);
    const listed = `${mutable.slice(0, -1).join(", ")} and ${mutable.at(-1)}`;
    return [fieldCause.forbidden("spec", `updates to statefulset spec for fields other than ${listed} are forbidden`)];
  },
};

/** DaemonSets. */
export const daemonSetRules: KindRules = {
  defaults(object) {
    const spec = fill(specOf(object), {
      updateStrategy: { type: "RollingUpdate", rollingUpdate: { maxUnavailable: 1, maxSurge: 0 } },
      revisionHistoryLimit: 10,
    });
    return withSpec(object, withTemplate(spec));
  },
  initialStatus: () => ({ currentNumberScheduled: 0, numberMisscheduled: 0, desiredNumberScheduled: 0, numberReady: 0 }),
  faults: (object) => [...selectorFaults(specOf(object)), ...templateFaults(specOf(object).template, "spec.template")],
  changeFaults: (object, old) => immutable(object, old, "selector"),
};
