import type { LabelSelector } from "./policy-spec";

type Labels = Readonly<Record<string, string>>;

const holds = ({ key, operator, values = [] }: NonNullable<LabelSelector["matchExpressions"]>[number], labels: Labels): boolean => {
  const value = Object.hasOwn(labels, key) ? labels[key] : undefined;
  switch (operator) {
    case "In":
      return value !== undefined && values.includes(value);
    case "NotIn":
      return value === undefined || !values.includes(value);
    case "Exists":
      return value !== undefined;
    default:
      return value === undefined;
  }
};

/** Whether a selector asks for nothing. */
export const isEmptySelector = (selector: LabelSelector | undefined): boolean =>
  Object.keys(selector?.matchLabels ?? {}).length + (selector?.matchExpressions ?? []).length === 0;

/** Whether labels are those that a selector means. */
export function selects(selector: LabelSelector | undefined, labels: Labels = {}): boolean {
  const { matchLabels = {}, matchExpressions = [] } = selector ?? {};
  const areEqual = Object.entries(matchLabels).every(([key, value]) => Object.hasOwn(labels, key) && labels[key] === value);
  return areEqual && matchExpressions.every((expression) => holds(expression, labels));
}
