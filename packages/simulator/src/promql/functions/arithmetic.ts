import type { CallFrame, PromqlFunction } from "./definition";

/** A function of each value of a vector, made anew at each instant because its bounds may move with time. */
function ofEach(args: PromqlFunction["args"], optional: number, prepare: (frame: CallFrame) => (value: number) => number): PromqlFunction {
  return {
    args,
    optional,
    returns: "vector",
    evaluate(frame) {
      const change = prepare(frame);
      return frame.vector(0).map(({ labels, value }) => ({ labels: labels.unnamed, value: change(value) }));
    },
  };
}

const simple = (change: (value: number) => number): PromqlFunction => ofEach(["vector"], 0, () => change);

/** The lower bound wins over NaN on neither side, as in Go's math.Max and math.Min. */
const atLeast = (value: number, bound: number): number => Math.max(value, bound);
const atMost = (value: number, bound: number): number => Math.min(value, bound);

const RADIANS_PER_DEGREE = Math.PI / 180;

/** Plain mathematics on each value. */
export const arithmeticFunctions: Readonly<Record<string, PromqlFunction>> = {
  abs: simple(Math.abs),
  ceil: simple(Math.ceil),
  floor: simple(Math.floor),
  sqrt: simple(Math.sqrt),
  exp: simple(Math.exp),
  ln: simple(Math.log),
  log2: simple(Math.log2),
  log10: simple(Math.log10),
  sgn: simple(Math.sign),
  sin: simple(Math.sin),
  cos: simple(Math.cos),
  tan: simple(Math.tan),
  asin: simple(Math.asin),
  acos: simple(Math.acos),
  atan: simple(Math.atan),
  sinh: simple(Math.sinh),
  cosh: simple(Math.cosh),
  tanh: simple(Math.tanh),
  asinh: simple(Math.asinh),
  acosh: simple(Math.acosh),
  atanh: simple(Math.atanh),
  rad: simple((value) => value * RADIANS_PER_DEGREE),
  deg: simple((value) => value / RADIANS_PER_DEGREE),
  round: ofEach(["vector", "scalar"], 1, (frame) => {
    // Rounds half up, by the inverse of the unit: that is how Prometheus avoids 0.30000000000000004.
    const inverse = 1 / (frame.args.length > 1 ? frame.scalar(1) : 1);
    return (value) => Math.floor(value * inverse + 0.5) / inverse;
  }),
  clamp_min: ofEach(["vector", "scalar"], 0, (frame) => {
    const bound = frame.scalar(1);
    return (value) => atLeast(value, bound);
  }),
  clamp_max: ofEach(["vector", "scalar"], 0, (frame) => {
    const bound = frame.scalar(1);
    return (value) => atMost(value, bound);
  }),
  clamp: {
    args: ["vector", "scalar", "scalar"],
    returns: "vector",
    evaluate(frame) {
      const [low, high] = [frame.scalar(1), frame.scalar(2)];
      if (low > high) return [];
      return frame.vector(0).map(({ labels, value }) => ({ labels: labels.unnamed, value: atLeast(low, atMost(high, value)) }));
    },
  },
  pi: { args: [], returns: "scalar", evaluate: () => Math.PI },
};
