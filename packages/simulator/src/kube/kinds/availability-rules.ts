import { type FieldCause, fieldCause } from "../field-cause";
import { adjust, fill } from "./fill";
import type { Candidate, KindRules } from "./kind-rules";

interface BudgetSpec {
  readonly minAvailable?: number | string;
  readonly maxUnavailable?: number | string;
}

const amountFaults = (value: number | string | undefined, path: string): FieldCause[] => {
  if (typeof value === "number" && value < 0) return [fieldCause.invalid(path, value, "must be greater than or equal to 0")];
  const rule =
    "a valid percent string must be a numeric string followed by an ending '%' (e.g. '1%',  or '93%', regex used for validation is '[0-9]+%')";
  return typeof value === "string" && !/^\d+%$/.test(value) ? [fieldCause.invalid(path, value, rule)] : [];
};

/** PodDisruptionBudgets. */
export const budgetRules: KindRules = {
  initialStatus: () => ({ disruptionsAllowed: 0, currentHealthy: 0, desiredHealthy: 0, expectedPods: 0 }),
  faults(object) {
    const spec = (object.spec ?? {}) as BudgetSpec;
    if (spec.minAvailable !== undefined && spec.maxUnavailable !== undefined) {
      return [fieldCause.invalid("spec", spec, "minAvailable and maxUnavailable cannot be both set")];
    }
    return [...amountFaults(spec.minAvailable, "spec.minAvailable"), ...amountFaults(spec.maxUnavailable, "spec.maxUnavailable")];
  },
};

interface ScalingRules {
  readonly stabilizationWindowSeconds?: number;
  readonly selectPolicy?: string;
  readonly policies?: readonly object[];
}

interface AutoscalerSpec {
  readonly minReplicas?: number;
  readonly maxReplicas?: number;
  readonly scaleTargetRef?: { readonly kind?: string; readonly name?: string };
  readonly metrics?: readonly object[];
  readonly behavior?: { readonly scaleUp?: ScalingRules; readonly scaleDown?: ScalingRules };
  readonly [key: string]: unknown;
}

const SCALE_UP = {
  stabilizationWindowSeconds: 0,
  selectPolicy: "Max",
  policies: [
    { type: "Pods", value: 4, periodSeconds: 15 },
    { type: "Percent", value: 100, periodSeconds: 15 },
  ],
};
const SCALE_DOWN = { selectPolicy: "Max", policies: [{ type: "Percent", value: 100, periodSeconds: 15 }] };
const CPU_80 = [{ type: "Resource", resource: { name: "cpu", target: { type: "Utilization", averageUtilization: 80 } } }];

const autoscalerOf = (object: Candidate) => (object.spec ?? {}) as AutoscalerSpec;

/** HorizontalPodAutoscalers (autoscaling/v2). */
export const autoscalerRules: KindRules = {
  defaults(object) {
    const spec = fill(autoscalerOf(object), { minReplicas: 1, metrics: CPU_80 });
    const behaved = adjust(spec, "behavior", (behavior) => {
      const filled = fill(behavior, { scaleUp: {}, scaleDown: {} });
      const withUp = adjust(filled, "scaleUp", (rules) => fill(rules, SCALE_UP));
      return adjust(withUp, "scaleDown", (rules) => fill(rules, SCALE_DOWN));
    });
    return { ...object, spec: behaved };
  },
  initialStatus: () => ({ desiredReplicas: 0, currentMetrics: null }),
  faults(object) {
    const { minReplicas = 1, maxReplicas, scaleTargetRef } = autoscalerOf(object);
    const found: FieldCause[] = [];
    if (minReplicas < 1) found.push(fieldCause.invalid("spec.minReplicas", minReplicas, "must be greater than or equal to 1"));
    if (!maxReplicas || maxReplicas < 1) found.push(fieldCause.invalid("spec.maxReplicas", maxReplicas ?? 0, "must be greater than 0"));
    else if (maxReplicas < minReplicas) {
      found.push(fieldCause.invalid("spec.maxReplicas", maxReplicas, "must be greater than or equal to `minReplicas`"));
    }
    if (!scaleTargetRef?.kind) found.push(fieldCause.required("spec.scaleTargetRef.kind"));
    if (!scaleTargetRef?.name) found.push(fieldCause.required("spec.scaleTargetRef.name"));
    return found;
  },
};

/** NetworkPolicies. */
export const networkPolicyRules: KindRules = {
  defaults(object) {
    const spec = (object.spec ?? {}) as { egress?: unknown };
    return { ...object, spec: fill(spec, { podSelector: {}, policyTypes: spec.egress ? ["Ingress", "Egress"] : ["Ingress"] }) };
  },
};

/** RuntimeClasses. */
export const runtimeClassRules: KindRules = {
  faults: ({ handler }) => (handler ? [] : [fieldCause.required("handler")]),
  changeFaults: (object, old) =>
    object.handler === old.handler ? [] : [fieldCause.invalid("handler", object.handler, "field is immutable")],
};

/** Ingresses. */
export const ingressRules: KindRules = { initialStatus: () => ({ loadBalancer: {} }) };

/** PriorityClasses. */
export const priorityClassRules: KindRules = {
  defaults: (object) => fill(object, { preemptionPolicy: "PreemptLowerPriority" }),
  changeFaults: (object, old) => (object.value === old.value ? [] : [fieldCause.forbidden("value", "may not be changed in an update.")]),
};
