import type { Binary, BinaryOperator, SetOperator, VectorMatching } from "./ast";
import type { LabelSet } from "./label-set";
import { calculate, compare, isComparison, isSetOperator } from "./operators";
import { executionError } from "./promql-error";
import type { Element, Vector } from "./value";

/** What an operation reads of a binary expression. */
export type Operation = Pick<Binary, "operator" | "returnsBool" | "matching">;

type Outcome = { readonly keep: boolean; readonly value: number; readonly dropsName: boolean };

/** One pair: a comparison keeps `kept`, or says 0 or 1 with `bool`; arithmetic always keeps its result. */
function outcome(binary: Pick<Binary, "operator" | "returnsBool">, left: number, right: number, kept: number): Outcome {
  const { operator, returnsBool } = binary;
  if (isSetOperator(operator)) throw executionError(`operator ${operator} needs two vectors`);
  if (!isComparison(operator)) return { keep: true, value: calculate(operator, left, right), dropsName: true };
  const holds = compare(operator, left, right);
  return returnsBool ? { keep: true, value: Number(holds), dropsName: true } : { keep: holds, value: kept, dropsName: false };
}

/** Two scalars; a comparison says 0 or 1. */
export function scalarBinary(operator: BinaryOperator, left: number, right: number): number {
  return outcome({ operator, returnsBool: true }, left, right, left).value;
}

function withScalar(binary: Operation, vector: Vector, scalar: number, scalarIsLeft: boolean): Vector {
  const answer: Element[] = [];
  for (const { labels, value } of vector) {
    const { keep, value: result, dropsName } = scalarIsLeft ? outcome(binary, scalar, value, value) : outcome(binary, value, scalar, value);
    if (keep) answer.push({ labels: dropsName ? labels.unnamed : labels, value: result });
  }
  return answer;
}

/** Remembers each series' signature: label sets are the same objects from step to step. */
export class MatchKeys {
  private readonly known = new Map<LabelSet, LabelSet>();
  private readonly matching: VectorMatching;

  constructor(matching: VectorMatching) {
    this.matching = matching;
  }

  /** The labels by which an element finds its partner. */
  of(labels: LabelSet): LabelSet {
    const known = this.known.get(labels);
    if (known) return known;
    const { on, labels: names } = this.matching;
    const group = on ? labels.keep(names) : labels.unnamed.without(names);
    this.known.set(labels, group);
    return group;
  }
}

function setOperation(operator: SetOperator, left: Vector, right: Vector, keys: MatchKeys): Vector {
  const present = (vector: Vector): Set<string> => new Set(vector.map(({ labels }) => keys.of(labels).key));
  if (operator === "or") {
    const lefts = present(left);
    return [...left, ...right.filter(({ labels }) => !lefts.has(keys.of(labels).key))];
  }
  const rights = present(right);
  return left.filter(({ labels }) => rights.has(keys.of(labels).key) === (operator === "and"));
}

function onlyPartners(one: Vector, side: "left" | "right", keys: MatchKeys): Map<string, Element> {
  const partners = new Map<string, Element>();
  for (const element of one) {
    const group = keys.of(element.labels);
    const other = partners.get(group.key);
    if (other) {
      const pair = `[${element.labels}, ${other.labels}]`;
      const rule = "many-to-many matching not allowed: matching labels must be unique on one side";
      throw executionError(
        `found duplicate series for the match group ${group} on the ${side} hand-side of the operation: ${pair};${rule}`,
      );
    }
    partners.set(group.key, element);
  }
  return partners;
}

function resultLabels(many: LabelSet, one: LabelSet, matching: VectorMatching, dropsName: boolean): LabelSet {
  let labels = dropsName ? many.unnamed : many;
  if (!matching.many) labels = matching.on ? labels.keep(matching.labels) : labels.without(matching.labels);
  for (const name of matching.include) labels = labels.with(name, one.get(name));
  return labels;
}

function matched(binary: Operation, left: Vector, right: Vector, keys: MatchKeys): Vector {
  if (left.length === 0 || right.length === 0) return [];
  const { matching } = binary;
  const oneIsLeft = matching.many === "right";
  const [many, one] = oneIsLeft ? [right, left] : [left, right];
  const partners = onlyPartners(one, oneIsLeft ? "left" : "right", keys);
  const seen = new Set<string>();
  const answer: Element[] = [];
  for (const element of many) {
    const group = keys.of(element.labels).key;
    const partner = partners.get(group);
    if (!partner) continue;
    const [l, r] = oneIsLeft ? [partner.value, element.value] : [element.value, partner.value];
    const { keep, value, dropsName } = outcome(binary, l, r, l);
    if (!keep) continue;
    const labels = resultLabels(element.labels, partner.labels, matching, dropsName);
    const identity = matching.many ? labels.key : group;
    if (seen.has(identity)) {
      const remedy = matching.many
        ? "grouping labels must ensure unique matches"
        : "many-to-one matching must be explicit (group_left/group_right)";
      throw executionError(`multiple matches for labels: ${remedy}`);
    }
    seen.add(identity);
    answer.push({ labels, value });
  }
  return answer;
}

/** Applies a binary operator to two values at one instant. Throws an `execution` error when vectors do not match up. */
export function applyBinary(binary: Operation, left: number | Vector, right: number | Vector, keys: MatchKeys): number | Vector {
  if (typeof left === "number") {
    return typeof right === "number" ? scalarBinary(binary.operator, left, right) : withScalar(binary, right, left, true);
  }
  if (typeof right === "number") return withScalar(binary, left, right, false);
  return isSetOperator(binary.operator) ? setOperation(binary.operator, left, right, keys) : matched(binary, left, right, keys);
}
