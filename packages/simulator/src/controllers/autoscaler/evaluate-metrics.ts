import { millis, quantity } from "../../kube/quantity";
import type { LabelSelector, Pod } from "../../kube/types/pod";
import type { MetricSource } from "./metric-source";

/** What a metric should be: a share of what pods ask for, an average, or a value. */
export interface MetricTarget {
  readonly type: "Utilization" | "AverageValue" | "Value";
  readonly averageUtilization?: number;
  readonly averageValue?: string;
  readonly value?: string;
}

/** One metric of an autoscaler. */
export type MetricSpec =
  | { readonly type: "Resource"; readonly resource: { readonly name: string; readonly target: MetricTarget } }
  | { readonly type: "Pods"; readonly pods: { readonly metric: { readonly name: string }; readonly target: MetricTarget } }
  | {
      readonly type: "External";
      readonly external: { readonly metric: { readonly name: string; readonly selector?: LabelSelector }; readonly target: MetricTarget };
    };

/** What a metric says: how many replicas, and how it stands for the status. */
export interface MetricAnswer {
  readonly replicas: number;
  readonly current: object;
}
/** Why nothing can be said. */
export interface MetricFailure {
  readonly failure: string;
  readonly reason: string;
}
export type MetricVerdict = MetricAnswer | MetricFailure;

/** A ratio this near to 1 is as good as 1. */
const TOLERANCE = 0.1;

const byRatio = (ratio: number, replicas: number) => (Math.abs(ratio - 1) <= TOLERANCE ? replicas : Math.ceil(ratio * replicas));
const isNumber = (value: number | null): value is number => value !== null;
const milliText = (value: number) => (Number.isInteger(value) ? String(value) : `${Math.round(value * 1000)}m`);

/** What an evaluation looks at. */
export interface MetricContext {
  readonly source: MetricSource;
  readonly cluster: string;
  readonly namespace: string;
  /** The ready pods of the target. */
  readonly pods: readonly Pod[];
  readonly replicas: number;
}

const requested = ({ spec }: Pod, resource: string): number =>
  spec.containers.reduce((sum, container) => {
    const amount = container.resources?.requests?.[resource];
    return sum + (resource === "cpu" ? millis(amount) : quantity(amount));
  }, 0);

const evaluateResource = (
  { resource: { name, target } }: Extract<MetricSpec, { type: "Resource" }>,
  context: MetricContext,
): MetricVerdict => {
  const measured = context.pods.flatMap((pod) => {
    const usage = context.source.podUsage(context.cluster, pod);
    return usage ? [{ pod, used: name === "cpu" ? usage.cpuMillis : usage.memoryBytes }] : [];
  });
  const used = measured.reduce((sum, each) => sum + each.used, 0);
  if (measured.length === 0) {
    const failure = `failed to get ${name} utilization: unable to get metrics for resource ${name}: no metrics returned from resource metrics API`;
    return { failure, reason: "FailedGetResourceMetric" };
  }
  const averageValue = name === "cpu" ? `${Math.round(used / measured.length)}m` : String(Math.round(used / measured.length));
  if (target.type === "AverageValue") {
    const wanted = name === "cpu" ? millis(target.averageValue) : quantity(target.averageValue);
    const replicas = byRatio(used / measured.length / wanted, measured.length);
    return { replicas, current: { type: "Resource", resource: { name, current: { averageValue } } } };
  }
  const asked = measured.reduce((sum, { pod }) => sum + requested(pod, name), 0);
  if (asked === 0) return { failure: `failed to get ${name} utilization: missing request for ${name}`, reason: "FailedGetResourceMetric" };
  const averageUtilization = Math.round((used / asked) * 100);
  const replicas = byRatio(used / asked / ((target.averageUtilization ?? 80) / 100), measured.length);
  return { replicas, current: { type: "Resource", resource: { name, current: { averageUtilization, averageValue } } } };
};

const evaluatePods = ({ pods: { metric, target } }: Extract<MetricSpec, { type: "Pods" }>, context: MetricContext): MetricVerdict => {
  const values = context.pods.map((pod) => context.source.podMetric(context.cluster, pod, metric.name)).filter(isNumber);
  if (values.length === 0) {
    return { failure: `unable to get metric ${metric.name}: no metrics returned from custom metrics API`, reason: "FailedGetPodsMetric" };
  }
  const average = values.reduce((sum, value) => sum + value, 0) / values.length;
  const replicas = byRatio(average / quantity(target.averageValue), values.length);
  return { replicas, current: { type: "Pods", pods: { metric, current: { averageValue: milliText(average) } } } };
};

const evaluateExternal = (
  { external: { metric, target } }: Extract<MetricSpec, { type: "External" }>,
  context: MetricContext,
): MetricVerdict => {
  const value = context.source.external(context.cluster, context.namespace, metric.name, metric.selector);
  if (value === null) {
    const failure = `unable to get external metric ${context.namespace}/${metric.name}: no metrics returned from external metrics API`;
    return { failure, reason: "FailedGetExternalMetric" };
  }
  if (target.type === "AverageValue") {
    const exact = value / quantity(target.averageValue);
    const isNear = Math.abs(exact / context.replicas - 1) <= TOLERANCE;
    const current = { averageValue: milliText(value / context.replicas) };
    return { replicas: isNear ? context.replicas : Math.ceil(exact), current: { type: "External", external: { metric, current } } };
  }
  const replicas = byRatio(value / quantity(target.value), context.replicas);
  return { replicas, current: { type: "External", external: { metric, current: { value: milliText(value) } } } };
};

/** What one metric says about the number of replicas. */
export function evaluateMetric(metric: MetricSpec, context: MetricContext): MetricVerdict {
  if (metric.type === "Resource") return evaluateResource(metric, context);
  return metric.type === "Pods" ? evaluatePods(metric, context) : evaluateExternal(metric, context);
}
