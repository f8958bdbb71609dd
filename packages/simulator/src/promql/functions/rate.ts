import type { Semantics } from "../semantics";
import { linearRegression } from "../statistics";
import { type Element, type Matrix, rangeSeconds, type Window } from "../value";
import type { CallFrame, PromqlFunction } from "./definition";

/** The value of one window, or undefined when it has too few samples to say. */
type OfWindow = (window: Window, matrix: Matrix, frame: CallFrame) => number | undefined;

/** A function of one range vector that answers without the metric's name. */
export function overRange(ofWindow: OfWindow): PromqlFunction {
  return {
    args: ["matrix"],
    returns: "vector",
    evaluate(frame) {
      const matrix = frame.matrix(0);
      return elements(matrix, (window) => ofWindow(window, matrix, frame));
    },
  };
}

function elements(matrix: Matrix, ofWindow: (window: Window) => number | undefined): Element[] {
  const answer: Element[] = [];
  for (const window of matrix.windows) {
    const value = ofWindow(window);
    if (value !== undefined) answer.push({ labels: window.labels.unnamed, value });
  }
  return answer;
}

/** The increase between the first and the last sample; a counter that fell began again at zero. */
function increaseOf(values: ArrayLike<number>, isCounter: boolean): number {
  let increase = (values[values.length - 1] as number) - (values[0] as number);
  if (!isCounter) return increase;
  for (let i = 1; i < values.length; i++) if ((values[i] as number) < (values[i - 1] as number)) increase += values[i - 1] as number;
  return increase;
}

/**
 * Stretches an increase to the bounds of the range, as Prometheus does: to the bound when the nearest sample is close to it
 * (within 1.1 of the mean interval), else by half an interval; and never to before the point where a counter was zero.
 */
function extrapolated(window: Window, matrix: Matrix, isCounter: boolean, semantics: Semantics): number | undefined {
  const { timestamps, values } = window;
  const last = values.length - 1;
  if (last < 1) return undefined;
  const increase = increaseOf(values, isCounter);
  const sampled = ((timestamps[last] as number) - (timestamps[0] as number)) / 1_000;
  const interval = sampled / last;
  const threshold = interval * 1.1;
  let before = ((timestamps[0] as number) - matrix.startMs) / 1_000;
  let after = (matrix.endMs - (timestamps[last] as number)) / 1_000;
  const first = values[0] as number;
  const untilZero = isCounter && increase > 0 && first >= 0 ? sampled * (first / increase) : Number.POSITIVE_INFINITY;
  if (semantics.ranges === "closed") {
    before = Math.min(before, untilZero);
    if (before >= threshold) before = interval / 2;
  } else {
    if (before >= threshold) before = interval / 2;
    before = Math.min(before, untilZero);
  }
  if (after >= threshold) after = interval / 2;
  return increase * ((sampled + before + after) / sampled);
}

/** From the last two samples alone. */
function instantaneous(window: Window, isRate: boolean): number | undefined {
  const last = window.values.length - 1;
  if (last < 1) return undefined;
  const value = window.values[last] as number;
  const previous = window.values[last - 1] as number;
  const seconds = ((window.timestamps[last] as number) - (window.timestamps[last - 1] as number)) / 1_000;
  if (seconds === 0) return undefined;
  if (!isRate) return value - previous;
  return (value < previous ? value : value - previous) / seconds;
}

const transitions = (values: ArrayLike<number>, counts: (previous: number, value: number) => boolean): number => {
  let count = 0;
  for (let i = 1; i < values.length; i++) if (counts(values[i - 1] as number, values[i] as number)) count++;
  return count;
};

/** What counters and gauges did over a range. */
export const rateFunctions: Readonly<Record<string, PromqlFunction>> = {
  rate: overRange((window, matrix, { semantics }) => {
    const increase = extrapolated(window, matrix, true, semantics);
    return increase === undefined ? undefined : increase / rangeSeconds(matrix);
  }),
  increase: overRange((window, matrix, { semantics }) => extrapolated(window, matrix, true, semantics)),
  delta: overRange((window, matrix, { semantics }) => extrapolated(window, matrix, false, semantics)),
  irate: overRange((window) => instantaneous(window, true)),
  idelta: overRange((window) => instantaneous(window, false)),
  changes: overRange(({ values }) =>
    transitions(values, (previous, value) => value !== previous && !(Number.isNaN(value) && Number.isNaN(previous))),
  ),
  resets: overRange(({ values }) => transitions(values, (previous, value) => value < previous)),
  deriv: overRange(({ timestamps, values }) =>
    values.length < 2 ? undefined : linearRegression(timestamps, values, timestamps[0] as number).slope,
  ),
  predict_linear: {
    args: ["matrix", "scalar"],
    returns: "vector",
    evaluate(frame) {
      const ahead = frame.scalar(1);
      return elements(frame.matrix(0), ({ timestamps, values }) => {
        if (values.length < 2) return undefined;
        const { slope, intercept } = linearRegression(timestamps, values, frame.atMs);
        return slope * ahead + intercept;
      });
    },
  },
};
