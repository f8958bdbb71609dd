import { z } from "zod";

const Expression = z.object({ key: z.string(), operator: z.string(), values: z.array(z.string()).default([]) });
const NodeTerm = z.object({ expressions: z.array(Expression).default([]), fields: z.array(Expression).default([]) });
const Toleration = z.object({
  key: z.string().optional(),
  operator: z.string().default("Equal"),
  value: z.string().default(""),
  effect: z.string().optional(),
});
type Expression = z.infer<typeof Expression>;
type Toleration = z.infer<typeof Toleration>;

/** A taint that keeps pods off a node. */
export const Taint = z.object({ key: z.string().default(""), value: z.string().default(""), effect: z.string().default("") });
export type Taint = z.infer<typeof Taint>;

/** Where the pods of a template may stand, as the inventory keeps it: required terms alone, for preferred ones keep no pod off. */
export const PlacementFacts = z.object({
  nodeSelector: z.record(z.string(), z.string()).default({}),
  /** One of them has to match; absent: any node. */
  nodeTerms: z.array(NodeTerm).optional(),
  tolerations: z.array(Toleration).optional(),
  /** Set where it has no toleration: an agent of before said nothing of tolerations. */
  toleratesNothing: z.boolean().default(false),
  isOnePerNode: z.boolean().default(false),
});
/** Where the pods of a template may stand. */
export type PodPlacement = z.infer<typeof PlacementFacts>;

/** Nothing is known of where they may stand, so they may stand anywhere. */
export const anywhere: PodPlacement = PlacementFacts.parse({});

/** What is looked at of a node; without `labels` every selector matches it. */
export interface PlacedOn {
  readonly isTainted: boolean;
  readonly name?: string | undefined;
  readonly labels?: Readonly<Record<string, string>> | undefined;
  readonly taints?: readonly Taint[] | undefined;
}

const numeric = /^-?\d+$/u;

function matches({ key, operator, values }: Expression, labels: Readonly<Record<string, string>>): boolean {
  const value = Object.hasOwn(labels, key) ? labels[key] : undefined;
  if (operator === "Exists") return value !== undefined;
  if (operator === "DoesNotExist") return value === undefined;
  if (operator === "In") return value !== undefined && values.includes(value);
  if (operator === "NotIn") return value === undefined || !values.includes(value);
  const [bound] = values;
  if (value === undefined || bound === undefined || !numeric.test(value) || !numeric.test(bound)) return false;
  return operator === "Gt" ? BigInt(value) > BigInt(bound) : operator === "Lt" && BigInt(value) < BigInt(bound);
}

function isSelected(node: PlacedOn, { nodeSelector, nodeTerms }: PodPlacement): boolean {
  const { labels } = node;
  if (!labels) return true;
  if (!Object.entries(nodeSelector).every(([key, value]) => Object.hasOwn(labels, key) && labels[key] === value)) return false;
  if (!nodeTerms) return true;
  const fields: Record<string, string> = node.name === undefined ? {} : { "metadata.name": node.name };
  // A term that says nothing matches no node, as the scheduler has it.
  return nodeTerms.some(
    (term) =>
      term.expressions.length + term.fields.length > 0 &&
      term.expressions.every((each) => matches(each, labels)) &&
      term.fields.every((each) => matches(each, fields)),
  );
}

/** An operator that is not known here is taken to tolerate: better silent than wrong. */
const tolerates = ({ key, operator, value, effect }: Toleration, taint: Taint): boolean =>
  (!effect || effect === taint.effect) &&
  (!key ? operator === "Exists" : key === taint.key) &&
  (operator !== "Equal" || value === taint.value);

const keepsOff = ({ effect }: Taint) => effect === "NoSchedule" || effect === "NoExecute";

/**
 * Whether pods of a template may stand on a node by its selector, its required node affinity and its tolerations. `ifTolerated`: the
 * node is tainted, and of the tolerations nothing is known.
 */
export function mayStandOn(node: PlacedOn, placement: PodPlacement): "yes" | "no" | "ifTolerated" {
  if (!isSelected(node, placement)) return "no";
  if (!node.isTainted) return "yes";
  const { tolerations, toleratesNothing } = placement;
  if (toleratesNothing) return "no";
  if (!tolerations || !node.taints) return "ifTolerated";
  return node.taints.filter(keepsOff).every((taint) => tolerations.some((each) => tolerates(each, taint))) ? "yes" : "no";
}

/** The labels of nodes that placements look at. */
export const labelsLookedAt = (placements: readonly PodPlacement[]): string[] => [
  ...new Set(
    placements.flatMap(({ nodeSelector, nodeTerms = [] }) => [
      ...Object.keys(nodeSelector),
      ...nodeTerms.flatMap(({ expressions }) => expressions.map(({ key }) => key)),
    ]),
  ),
];
