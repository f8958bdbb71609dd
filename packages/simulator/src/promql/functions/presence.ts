import { type Expression, unwrapped } from "../ast";
import { LabelSet, METRIC_NAME } from "../label-set";
import type { PromqlFunction } from "./definition";

/** The labels that an absent vector would have had, as far as its selector names each once and exactly. */
function expectedLabels(expression: Expression): LabelSet {
  const inner = unwrapped(expression);
  const selector = inner.kind === "matrix" ? inner.selector : inner;
  if (selector.kind !== "vector") return LabelSet.EMPTY;
  const named = selector.matchers.filter((each) => each.name !== METRIC_NAME);
  const exact = named.filter((each) => each.operator === "=" && named.filter(({ name }) => name === each.name).length === 1);
  return LabelSet.from(exact.map((each) => [each.name, each.value] as const));
}

/** Functions that say whether something is there. */
export const presenceFunctions: Readonly<Record<string, PromqlFunction>> = {
  absent: {
    args: ["vector"],
    returns: "vector",
    evaluate: (frame) => (frame.vector(0).length > 0 ? [] : [{ labels: expectedLabels(frame.args[0] as Expression), value: 1 }]),
  },
  absent_over_time: {
    args: ["matrix"],
    returns: "vector",
    evaluate: (frame) => (frame.matrix(0).windows.length > 0 ? [] : [{ labels: expectedLabels(frame.args[0] as Expression), value: 1 }]),
  },
};
