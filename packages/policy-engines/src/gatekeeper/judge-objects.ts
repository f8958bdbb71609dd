import { z } from "zod";
import type { RegoEngine } from "../rego/rego-engine";
import type { RegoCall, RegoProblem, RegoVerdict } from "../rego/rego-types";
import type { Constraint } from "./constraint";
import type { GatekeeperInventory } from "./inventory";
import type { KubeObject } from "./kube-object";
import { matchesConstraint } from "./matches-constraint";
import type { PreparedTemplate } from "./prepare-template";
import { type ReviewOperation, reviewOf } from "./review";

const Answer = z.object({ msg: z.string(), details: z.unknown() });

/** One violation, as Gatekeeper reports it. */
export interface GatekeeperViolation {
  readonly message: string;
  readonly details: unknown;
}

/**
 * What a constraint says of an object: not its business, everything that it violates (nothing: it keeps to it), or that nobody
 * can say: the policy failed on it, or its namespace's labels are not known.
 */
export type ObjectJudgement =
  | { readonly state: "unmatched" }
  | { readonly state: "judged"; readonly violations: readonly GatekeeperViolation[] }
  | { readonly state: "failed"; readonly problem: RegoProblem }
  | { readonly state: "unknown-namespace" };

/** What is judged, and what is known beside it. */
export interface JudgeQuestion {
  readonly constraint: Constraint;
  readonly objects: readonly KubeObject[];
  readonly operation?: ReviewOperation;
  /** The labels of namespaces by their names; only a namespaceSelector asks for them. */
  readonly namespaceLabels?: ReadonlyMap<string, Readonly<Record<string, string>>>;
  readonly inventory?: GatekeeperInventory;
}

const noMessage: RegoProblem = {
  code: "gatekeeper_message",
  message: "msg of a violation is not a text",
  file: "",
  line: 0,
  column: 0,
};

function judgementOf(verdict: RegoVerdict): ObjectJudgement {
  if (verdict.state === "failed") return { state: "failed", problem: verdict.problem };
  const answers = z.array(Answer).safeParse(verdict.state === "defined" ? verdict.value : []);
  if (!answers.success) return { state: "failed", problem: noMessage };
  return { state: "judged", violations: answers.data.map(({ msg, details }) => ({ message: msg, details })) };
}

/** What a constraint says of each object, in their order, as Gatekeeper's audit or webhook would. */
export async function judgeObjects(
  engine: RegoEngine,
  { policy }: PreparedTemplate,
  { constraint, objects, operation = "", namespaceLabels, inventory }: JudgeQuestion,
  call?: RegoCall,
): Promise<readonly ObjectJudgement[]> {
  const matches = objects.map((object) =>
    matchesConstraint(constraint.match, object, namespaceLabels?.get(object.metadata.namespace ?? "")),
  );
  const asked = objects.filter((_, i) => matches[i] === true);
  const question = {
    inputs: asked.map((object) => ({ review: reviewOf(object, operation) })),
    shared: { parameters: constraint.parameters },
    ...(inventory ? { data: { inventory } } : {}),
  };
  const verdicts = (await engine.evaluate(policy, question, call)).values();
  return matches.map((match): ObjectJudgement => {
    if (match === "unknown") return { state: "unknown-namespace" };
    if (!match) return { state: "unmatched" };
    // There is a verdict for every object that matched, in their order.
    return judgementOf(verdicts.next().value as RegoVerdict);
  });
}
