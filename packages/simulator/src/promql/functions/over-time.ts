import { compensatedSum, mean, quantile, variance } from "../statistics";
import type { PromqlFunction } from "./definition";
import { overRange } from "./rate";

const extreme =
  (isBetter: (candidate: number, best: number) => boolean) =>
  ({ values }: { readonly values: ArrayLike<number> }): number => {
    let best = values[0] as number;
    for (let i = 1; i < values.length; i++) {
      const value = values[i] as number;
      if (isBetter(value, best) || Number.isNaN(best)) best = value;
    }
    return best;
  };

/** One figure from all samples of a range. */
export const overTimeFunctions: Readonly<Record<string, PromqlFunction>> = {
  avg_over_time: overRange(({ values }) => mean(values)),
  sum_over_time: overRange(({ values }) => compensatedSum(values)),
  min_over_time: overRange(extreme((candidate, best) => candidate < best)),
  max_over_time: overRange(extreme((candidate, best) => candidate > best)),
  count_over_time: overRange(({ values }) => values.length),
  present_over_time: overRange(() => 1),
  stddev_over_time: overRange(({ values }) => Math.sqrt(variance(values))),
  stdvar_over_time: overRange(({ values }) => variance(values)),
  last_over_time: {
    args: ["matrix"],
    returns: "vector",
    // The only one that keeps the metric's name: the value is still that metric's.
    evaluate: (frame) => frame.matrix(0).windows.map(({ labels, values }) => ({ labels, value: values[values.length - 1] as number })),
  },
  quantile_over_time: {
    args: ["scalar", "matrix"],
    returns: "vector",
    evaluate(frame) {
      const q = frame.scalar(0);
      return frame.matrix(1).windows.map(({ labels, values }) => ({ labels: labels.unnamed, value: quantile(q, values) }));
    },
  },
};
