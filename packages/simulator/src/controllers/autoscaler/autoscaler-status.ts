import type { NewCondition } from "../workloads/conditions";

const words = (type: string, isTrue: boolean, reason: string, message: string): NewCondition => ({
  ...{ type, status: isTrue ? "True" : "False", reason, message },
});

/** How a wanted number came about: asked for, then stabilised, then kept within bounds, then within the rate. */
export interface ScalingSteps {
  readonly current: number;
  readonly asked: number;
  readonly stable: number;
  readonly bounded: number;
  readonly next: number;
  readonly min: number;
  readonly max: number;
}

const limit = ({ stable, bounded, next, min, max }: ScalingSteps): NewCondition => {
  const limited = (reason: string, message: string) => words("ScalingLimited", true, reason, message);
  if (stable > max) return limited("TooManyReplicas", "the desired replica count is more than the maximum replica count");
  if (stable < min) return limited("TooFewReplicas", "the desired replica count is less than the minimum replica count");
  if (next < bounded) return limited("ScaleUpLimit", "the desired replica count is increasing faster than the maximum scale rate");
  if (next > bounded) return limited("ScaleDownLimit", "the desired replica count is decreasing faster than the maximum scale rate");
  return words("ScalingLimited", false, "DesiredWithinRange", "the desired count is within the acceptable range");
};

const ability = ({ asked, stable }: ScalingSteps): NewCondition => {
  if (stable === asked) return words("AbleToScale", true, "ReadyForNewScale", "recommended size matches current size");
  const isUp = stable < asked;
  const message = `recent recommendations were ${isUp ? "lower" : "higher"} than current one, applying the ${isUp ? "lowest" : "highest"} recent recommendation`;
  return words("AbleToScale", true, isUp ? "ScaleUpStabilized" : "ScaleDownStabilized", message);
};

/** The conditions of an autoscaler that knows what it wants. */
export const decidedConditions = (steps: ScalingSteps): readonly NewCondition[] => [
  ability(steps),
  words("ScalingActive", true, "ValidMetricFound", "the HPA was able to successfully calculate a replica count from the metrics"),
  limit(steps),
];

/** The conditions of an autoscaler whose metrics do not say enough. */
export const undecidedConditions = (reason: string, failure: string): readonly NewCondition[] => [
  words("AbleToScale", true, "SucceededGetScale", "the HPA controller was able to get the target's current scale"),
  words("ScalingActive", false, reason, `the HPA was unable to compute the replica count: ${failure}`),
];

/** The condition of an autoscaler whose target is not there. */
export const targetlessConditions = (kind: string, name: string): readonly NewCondition[] => [
  words(
    "AbleToScale",
    false,
    "FailedGetScale",
    `the HPA controller was unable to get the target's current scale: ${kind} "${name}" not found`,
  ),
];

/** The condition of an autoscaler whose target was scaled to nothing by somebody. */
export const disabledConditions: readonly NewCondition[] = [
  words("ScalingActive", false, "ScalingDisabled", "scaling is disabled since the replica count of the target is zero"),
];
