import type { BackendWeight } from "@holdfast/contracts/commands/gateway-shift-weights";
import type { IstioWeight } from "@holdfast/contracts/commands/istio-shift-weights";
import type { PlanStep, StepName } from "@holdfast/contracts/plan-step";
import type { z } from "zod";

/** A step in the words of the screen, the audit trail and the diagram. */
export interface StepDescription {
  /** What it is about: a kind and a name, a URL, a query. */
  readonly object: string;
  /** What will be so afterwards; null when the step only looks. */
  readonly change: string | null;
  /** How it is taken back. */
  readonly undo: string;
}

type Describe<N extends StepName> = (parameters: Extract<PlanStep, { use: N }>["with"]) => StepDescription;

const nothingToUndo = "nothing to undo";

const istioShares = (weights: readonly z.infer<typeof IstioWeight>[]) =>
  weights.map((each) => `${each.host}${each.subset === null ? "" : `/${each.subset}`} ${each.weight} %`).join(", ");
const backendShares = (weights: readonly z.infer<typeof BackendWeight>[]) =>
  weights.map((each) => `${each.namespace === null ? "" : `${each.namespace}/`}${each.name} ${each.weight}`).join(", ");

const descriptions: { readonly [N in StepName]: Describe<N> } = {
  "approval.wait": (p) => ({
    object: `${p.required} ${p.required === 1 ? "approval" : "approvals"} by others than the requester`,
    change: null,
    undo: nothingToUndo,
  }),
  "workload.scale": (p) => ({
    object: `${p.kind} ${p.namespace}/${p.name}`,
    change: `${p.replicas} ${p.replicas === 1 ? "replica" : "replicas"}, all ready`,
    undo: "the replicas that it had",
  }),
  "istio.shift-weights": (p) => ({
    object: `VirtualService ${p.namespace}/${p.name}, route ${p.route}`,
    change: istioShares(p.weights),
    undo: "the weights that it had",
  }),
  "gateway.shift-weights": (p) => ({
    object: `HTTPRoute ${p.namespace}/${p.name}, rule ${p.rule}`,
    change: backendShares(p.weights),
    undo: "the weights that it had",
  }),
  "probe.http": (p) => ({
    object: `GET ${p.url} is ${p.expectStatus}, ${p.consecutive} times in a row`,
    change: null,
    undo: nothingToUndo,
  }),
  "probe.promql": (p) => ({
    object: `${p.query} ${p.comparison} ${p.threshold}${p.unit === "" ? "" : ` ${p.unit}`}, ${p.consecutive} times in a row`,
    change: null,
    undo: nothingToUndo,
  }),
};

/** Says what a step is about, what it changes and how that is undone. */
export function describeStep(step: Pick<PlanStep, "use" | "with">): StepDescription {
  // A step's `with` is the parameters of its own `use`: PlanStep holds the two together.
  const describe = descriptions[step.use] as Describe<StepName>;
  return describe(step.with as never);
}
