import type { Condition, KubeObject } from "@holdfast/domain/health/kube-object";
import { each, facts, intOrText, number, text } from "../facts";
import { conditionFacts } from "./conditions";
import type { Projection } from "./projection";
import { type LabelSelector, selectorFacts } from "./selector";

interface MetricValue {
  readonly averageUtilization?: number;
  readonly averageValue?: string;
  readonly value?: string;
}
interface MetricSource {
  readonly name?: string;
  readonly metric?: { readonly name?: string };
  readonly target?: MetricValue & { readonly type?: string };
  readonly current?: MetricValue;
}
interface Metric {
  readonly type?: string;
  readonly resource?: MetricSource;
  readonly containerResource?: MetricSource;
  readonly pods?: MetricSource;
  readonly object?: MetricSource;
  readonly external?: MetricSource;
}
interface HorizontalPodAutoscaler extends KubeObject {
  readonly spec?: {
    readonly scaleTargetRef?: { readonly kind?: string; readonly name?: string };
    readonly minReplicas?: number;
    readonly maxReplicas?: number;
    readonly metrics?: readonly Metric[];
    readonly targetCPUUtilizationPercentage?: number;
  };
  readonly status?: {
    readonly currentReplicas?: number;
    readonly desiredReplicas?: number;
    readonly lastScaleTime?: string;
    readonly currentMetrics?: readonly Metric[];
    readonly conditions?: readonly Condition[];
  };
}
interface PodDisruptionBudget extends KubeObject {
  readonly spec?: { readonly minAvailable?: string | number; readonly maxUnavailable?: string | number; readonly selector?: LabelSelector };
  readonly status?: {
    readonly currentHealthy?: number;
    readonly desiredHealthy?: number;
    readonly disruptionsAllowed?: number;
    readonly expectedPods?: number;
  };
}

const sourceOf = (metric: Metric) => metric.resource ?? metric.containerResource ?? metric.pods ?? metric.object ?? metric.external;
const nameOf = (source: MetricSource | undefined) => text(source?.name ?? source?.metric?.name, 253);
const amountOf = (value: MetricValue | undefined) => number(value?.averageUtilization) ?? text(value?.averageValue ?? value?.value, 63);

/** What is aimed at. The measured value changes every few seconds: it is a signal, not a state. */
const metricFacts = (metric: Metric) =>
  facts({
    type: text(metric.type, 32),
    name: nameOf(sourceOf(metric)),
    target: amountOf(sourceOf(metric)?.target),
    targetType: text(sourceOf(metric)?.target?.type, 32),
  });

/** A HorizontalPodAutoscaler: whose replicas it sets, between which bounds, by which metrics. */
export const projectHorizontalPodAutoscaler = ({ spec, status }: HorizontalPodAutoscaler): Projection => ({
  ready: number(status?.currentReplicas) ?? 0,
  desired: number(status?.desiredReplicas) ?? 0,
  facts: facts({
    target: facts({ kind: text(spec?.scaleTargetRef?.kind, 63), name: text(spec?.scaleTargetRef?.name, 253) }),
    minReplicas: number(spec?.minReplicas) ?? 1,
    maxReplicas: number(spec?.maxReplicas),
    metrics: each(spec?.metrics, metricFacts),
    cpuUtilization: number(spec?.targetCPUUtilizationPercentage),
    lastScaledAt: text(status?.lastScaleTime, 32),
    // Its messages carry the measured values, which change all the time.
    conditions: conditionFacts(status?.conditions?.map((condition) => ({ ...condition, message: undefined }))),
  }),
});

/** A PodDisruptionBudget: what must stay, and what may go now. */
export const projectPodDisruptionBudget = ({ spec, status }: PodDisruptionBudget): Projection => ({
  ready: number(status?.currentHealthy) ?? 0,
  desired: number(status?.desiredHealthy) ?? 0,
  facts: facts({
    minAvailable: intOrText(spec?.minAvailable),
    maxUnavailable: intOrText(spec?.maxUnavailable),
    selector: selectorFacts(spec?.selector),
    disruptionsAllowed: number(status?.disruptionsAllowed),
    expectedPods: number(status?.expectedPods),
  }),
});
