/** How fast a number of replicas may move within a time. */
export interface ScalingPolicy {
  readonly type: "Pods" | "Percent";
  readonly value: number;
  readonly periodSeconds: number;
}

/** The rules of one direction. */
export interface ScalingRules {
  readonly stabilizationWindowSeconds?: number;
  readonly selectPolicy?: "Max" | "Min" | "Disabled";
  readonly policies?: readonly ScalingPolicy[];
}

/** The rules of both directions. */
export interface ScalingBehaviour {
  readonly scaleUp?: ScalingRules;
  readonly scaleDown?: ScalingRules;
}

/** What was recommended, or by how much it was scaled, at an instant. */
export interface ScalingRecord {
  readonly atMs: number;
  readonly replicas: number;
}

const UP: Required<ScalingRules> = {
  stabilizationWindowSeconds: 0,
  selectPolicy: "Max",
  policies: [
    { type: "Pods", value: 4, periodSeconds: 15 },
    { type: "Percent", value: 100, periodSeconds: 15 },
  ],
};
const DOWN: Required<ScalingRules> = {
  stabilizationWindowSeconds: 300,
  selectPolicy: "Max",
  policies: [{ type: "Percent", value: 100, periodSeconds: 15 }],
};

/** The past of one autoscaler, as far as its rules look back. */
export interface ScalingHistory {
  readonly recommendations: readonly ScalingRecord[];
  /** Each by how much it was scaled up or down, both positive. */
  readonly ups: readonly ScalingRecord[];
  readonly downs: readonly ScalingRecord[];
}

const since = (records: readonly ScalingRecord[], nowMs: number, seconds: number) =>
  records.filter(({ atMs }) => atMs > nowMs - seconds * 1000);
const sum = (records: readonly ScalingRecord[]) => records.reduce((total, { replicas }) => total + replicas, 0);

/** What a recommendation comes to when it has to last: up only as far as all of the window asked for, down likewise. */
export function stabilize(current: number, desired: number, behaviour: ScalingBehaviour, history: ScalingHistory, nowMs: number): number {
  const up = behaviour.scaleUp?.stabilizationWindowSeconds ?? UP.stabilizationWindowSeconds;
  const down = behaviour.scaleDown?.stabilizationWindowSeconds ?? DOWN.stabilizationWindowSeconds;
  const inWindow = (seconds: number) => since(history.recommendations, nowMs, seconds).map(({ replicas }) => replicas);
  const upTo = Math.min(desired, ...inWindow(up));
  const downTo = Math.max(desired, ...inWindow(down));
  return Math.min(Math.max(current, upTo), downTo);
}

const upLimit = (current: number, rules: ScalingRules, history: ScalingHistory, nowMs: number): number => {
  const { selectPolicy = "Max", policies = UP.policies } = rules;
  if (selectPolicy === "Disabled") return current;
  const limits = policies.map(({ type, value, periodSeconds }) => {
    const before = current - sum(since(history.ups, nowMs, periodSeconds));
    return type === "Pods" ? before + value : Math.ceil(before * (1 + value / 100));
  });
  return selectPolicy === "Min" ? Math.min(...limits) : Math.max(...limits);
};

const downLimit = (current: number, rules: ScalingRules, history: ScalingHistory, nowMs: number): number => {
  const { selectPolicy = "Max", policies = DOWN.policies } = rules;
  if (selectPolicy === "Disabled") return current;
  const limits = policies.map(({ type, value, periodSeconds }) => {
    const before = current + sum(since(history.downs, nowMs, periodSeconds));
    return type === "Pods" ? before - value : Math.floor(before * (1 - value / 100));
  });
  return selectPolicy === "Min" ? Math.max(...limits) : Math.min(...limits);
};

/** How far a number may go now, given how far it has gone already in the periods of the policies. */
export function limitRate(current: number, wanted: number, behaviour: ScalingBehaviour, history: ScalingHistory, nowMs: number): number {
  if (wanted > current) return Math.max(current, Math.min(wanted, upLimit(current, behaviour.scaleUp ?? UP, history, nowMs)));
  if (wanted < current) return Math.min(current, Math.max(wanted, downLimit(current, behaviour.scaleDown ?? DOWN, history, nowMs)));
  return wanted;
}
