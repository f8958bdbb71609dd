import { LabelSet } from "../label-set";
import type { Element, Vector } from "../value";
import type { PromqlFunction } from "./definition";

/** Sorts by value, NaN last in both directions. */
function sorted(vector: Vector, direction: 1 | -1): Element[] {
  return vector.toSorted((a, b) => {
    if (Number.isNaN(a.value) || Number.isNaN(b.value)) return Number(Number.isNaN(a.value)) - Number(Number.isNaN(b.value));
    return direction * (a.value - b.value);
  });
}

/** Functions that change the type or the order of a result. */
export const conversionFunctions: Readonly<Record<string, PromqlFunction>> = {
  scalar: {
    args: ["vector"],
    returns: "scalar",
    evaluate(frame) {
      const vector = frame.vector(0);
      return vector.length === 1 ? (vector[0] as Element).value : Number.NaN;
    },
  },
  vector: { args: ["scalar"], returns: "vector", evaluate: (frame) => [{ labels: LabelSet.EMPTY, value: frame.scalar(0) }] },
  sort: { args: ["vector"], returns: "vector", evaluate: (frame) => sorted(frame.vector(0), 1) },
  sort_desc: { args: ["vector"], returns: "vector", evaluate: (frame) => sorted(frame.vector(0), -1) },
};
