import type { KubeObject } from "../../kube/cluster-store";
import { selectorTest } from "../../kube/label-selector";
import { equalJson } from "../../kube/store/equal-json";
import { keyOf, timestamp } from "../../kube/store/object-identity";
import type { Condition, LabelSelector } from "../../kube/types/pod";
import { writeScale } from "../../kube/write/scale-object";
import type { ClusterWorld } from "../cluster-world";
import { type NewCondition, withCondition } from "../workloads/conditions";
import { isActive, isReady } from "../workloads/pod-state";
import { decidedConditions, disabledConditions, type ScalingSteps, targetlessConditions, undecidedConditions } from "./autoscaler-status";
import { evaluateMetric, type MetricAnswer, type MetricFailure, type MetricSpec, type MetricVerdict } from "./evaluate-metrics";
import type { MetricSource } from "./metric-source";
import { limitRate, type ScalingBehaviour, type ScalingRecord, stabilize } from "./scaling-behaviour";

const AUTOSCALERS = "horizontalpodautoscalers.autoscaling";
const COMPONENT = "horizontal-pod-autoscaler";
const MANAGER = "kube-controller-manager";
/** No rule looks further back than an hour. */
const KEPT_MS = 3600_000;

interface Autoscaler extends KubeObject {
  readonly spec: {
    readonly minReplicas: number;
    readonly maxReplicas: number;
    readonly scaleTargetRef: { readonly apiVersion: string; readonly kind: string; readonly name: string };
    readonly metrics: readonly MetricSpec[];
    readonly behavior?: ScalingBehaviour;
  };
  readonly status?: { readonly conditions?: readonly Condition[]; readonly lastScaleTime?: string };
}

interface Scalable extends KubeObject {
  readonly spec: { readonly replicas?: number; readonly selector?: LabelSelector };
  readonly status?: { readonly replicas?: number };
}

interface Memory {
  recommendations: ScalingRecord[];
  ups: ScalingRecord[];
  downs: ScalingRecord[];
}

const isAnswer = (verdict: MetricVerdict): verdict is MetricAnswer => "replicas" in verdict;
const isFailure = (verdict: MetricVerdict): verdict is MetricFailure => "failure" in verdict;

class AutoscalerController {
  private readonly memories = new Map<string, Memory>();

  constructor(
    private readonly world: ClusterWorld,
    private readonly source: MetricSource,
  ) {}

  reconcile(scaler: Autoscaler): void {
    const target = this.targetOf(scaler);
    const { kind, name } = scaler.spec.scaleTargetRef;
    const current = target?.spec.replicas ?? 1;
    if (!target) this.report(scaler, targetlessConditions(kind, name), {});
    else if (current === 0) this.report(scaler, disabledConditions, { currentReplicas: 0 });
    else this.decide(scaler, target, current);
  }

  private decide(scaler: Autoscaler, target: Scalable, current: number): void {
    const verdicts = this.evaluate(scaler, target, current);
    const answers = verdicts.filter(isAnswer);
    const failure = verdicts.find(isFailure);
    const asked = Math.max(...answers.map(({ replicas }) => replicas));
    // With a metric missing nothing is scaled down: the missing one might ask for more.
    if (answers.length > 0 && (!failure || asked >= current)) {
      this.follow(scaler, target, current, asked, answers);
      return;
    }
    const { reason, failure: message } = failure ?? { reason: "InvalidMetricSourceType", failure: "no metrics are given" };
    this.report(scaler, undecidedConditions(reason, message), { currentReplicas: current });
    this.world.events.record(scaler, { type: "Warning", reason, message, component: COMPONENT });
  }

  private evaluate(scaler: Autoscaler, target: Scalable, replicas: number): MetricVerdict[] {
    const namespace = scaler.metadata.namespace ?? "";
    const test = selectorTest(target.spec.selector);
    const pods = this.world.podsByNamespace.of(namespace).filter((pod) => test(pod.metadata.labels) && isActive(pod) && isReady(pod));
    const context = { source: this.source, cluster: this.world.name, namespace, pods, replicas };
    return scaler.spec.metrics.map((metric) => evaluateMetric(metric, context));
  }

  private follow(scaler: Autoscaler, target: Scalable, current: number, asked: number, answers: readonly MetricAnswer[]): void {
    const { minReplicas: min, maxReplicas: max, behavior = {} } = scaler.spec;
    const { now } = this.world.api;
    const nowMs = now().getTime();
    const memory = this.memoryOf(scaler, nowMs);
    const stable = stabilize(current, asked, behavior, memory, nowMs);
    memory.recommendations.push({ atMs: nowMs, replicas: asked });
    const bounded = Math.min(max, Math.max(min, stable));
    const next = limitRate(current, bounded, behavior, memory, nowMs);
    const steps: ScalingSteps = { current, asked, stable, bounded, next, min, max };
    if (next !== current) this.scale(scaler, target, steps, memory);
    this.report(scaler, decidedConditions(steps), {
      ...{ currentReplicas: target.status?.replicas ?? current, desiredReplicas: next },
      currentMetrics: answers.map((answer) => answer.current),
      ...(next === current ? {} : { lastScaleTime: timestamp(now()) }),
    });
  }

  private scale(scaler: Autoscaler, target: Scalable, { current, next }: ScalingSteps, memory: Memory): void {
    const { api } = this.world;
    const type = api.types.byKind(target.apiVersion, target.kind);
    if (!type) return;
    const { namespace = null, name } = target.metadata;
    const user = `system:serviceaccount:kube-system:${COMPONENT}`;
    const options = { isDryRun: false, fieldManager: MANAGER, fieldValidation: "Ignore", user } as const;
    writeScale(api, { type, namespace, name, subresource: "scale" }, (scale) => ({ ...scale, spec: { replicas: next } }), options);
    (next > current ? memory.ups : memory.downs).push({ atMs: api.now().getTime(), replicas: Math.abs(next - current) });
    const message = `New size: ${next}; reason: ${next > current ? "metrics above target" : "All metrics below target"}`;
    this.world.events.record(scaler, { type: "Normal", reason: "SuccessfulRescale", message, component: COMPONENT });
  }

  private targetOf({ metadata, spec }: Autoscaler): Scalable | undefined {
    const { apiVersion, kind, name } = spec.scaleTargetRef;
    const type = this.world.api.types.byKind(apiVersion, kind);
    return type && (this.world.api.store.get(type.key, metadata.namespace ?? null, name) as Scalable | undefined);
  }

  private memoryOf({ metadata }: Autoscaler, nowMs: number): Memory {
    const memory = this.memories.get(metadata.uid) ?? { recommendations: [], ups: [], downs: [] };
    this.memories.set(metadata.uid, memory);
    const isKept = ({ atMs }: ScalingRecord) => atMs > nowMs - KEPT_MS;
    for (const field of ["recommendations", "ups", "downs"] as const) memory[field] = memory[field].filter(isKept);
    return memory;
  }

  private report(scaler: Autoscaler, conditions: readonly NewCondition[], more: Readonly<Record<string, unknown>>): void {
    const { store, now } = this.world.api;
    store.update(AUTOSCALERS, scaler.metadata.namespace ?? null, scaler.metadata.name, (live) => {
      const { status: old = {} } = live as Autoscaler;
      const told = conditions.reduce<readonly Condition[]>(
        (list, condition) => withCondition(list, condition, now()),
        old.conditions ?? [],
      );
      const status = { ...old, ...more, conditions: told };
      return equalJson(status, old) ? live : { ...live, status };
    });
  }
}

/** Runs HorizontalPodAutoscalers: each looks at its metrics every so often and sets the replicas of its target. */
export function runAutoscalers(world: ClusterWorld, source: MetricSource): void {
  const { runtime, timings, api } = world;
  const controller = new AutoscalerController(world, source);
  const enqueue = runtime.queue((key) => {
    const scaler = runtime.find(AUTOSCALERS, key);
    if (scaler) controller.reconcile(scaler as Autoscaler);
  });
  const look = () => {
    for (const scaler of api.store.list(AUTOSCALERS)) enqueue(keyOf(scaler));
    runtime.after(timings.autoscalerSeconds * 1000, look);
  };
  runtime.after(timings.autoscalerSeconds * 1000, look);
}
