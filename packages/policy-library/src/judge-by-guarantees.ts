import { type ExampleObject, type ExampleResult, PolicyExample } from "@holdfast/contracts/policy-example";
import { requestOf } from "./example-request";
import type { PolicyBundle } from "./policy-bundle";
import { type Judged, judgedOf, type PolicyEngines } from "./policy-engines";

const NAME = "guarantees";
const BINDING = { metadata: { name: NAME }, spec: { policyName: NAME, validationActions: ["Deny"] } };
const UNMATCHED: Judged = { verdict: "unmatched", messages: [] };

const kindOf = ({ object }: PolicyExample) => object?.kind ?? "";

async function judge(
  { cel }: PolicyEngines,
  { tests }: PolicyBundle,
  examples: readonly PolicyExample[],
  signal: AbortSignal,
): Promise<Judged[]> {
  const judged = new Map<PolicyExample, Judged>();
  for (const kind of new Set(examples.map(kindOf))) {
    const own = tests.guarantees.filter((each) => each.kind === kind);
    if (own.length === 0) continue;
    signal.throwIfAborted();
    const asked = examples.filter((each) => kindOf(each) === kind);
    const policy = { metadata: { name: NAME }, spec: { validations: own.map(({ expression, message }) => ({ expression, message })) } };
    const verdicts = await cel.judge(policy, BINDING, asked.map(requestOf));
    for (const [i, verdict] of verdicts.entries()) judged.set(asked[i] as PolicyExample, judgedOf([verdict]));
  }
  return examples.map((example) => judged.get(example) ?? UNMATCHED);
}

/** Holds the examples of manifests to the guarantees of their kind. */
export const judgeByGuarantees = (engines: PolicyEngines, bundle: PolicyBundle, signal: AbortSignal): Promise<Judged[]> =>
  judge(engines, bundle, bundle.tests.examples, signal);

const asExample = (object: ExampleObject): PolicyExample =>
  PolicyExample.parse({ name: `${object.kind} ${object.metadata.name ?? ""}`.trim(), object, expect: "pass" });

/** Holds the manifests themselves to the guarantees of their kind; a manifest that has none is left out. */
export async function judgeManifests(engines: PolicyEngines, bundle: PolicyBundle, signal: AbortSignal): Promise<ExampleResult[]> {
  const examples = bundle.manifests.map(asExample);
  const judged = await judge(engines, bundle, examples, signal);
  return examples.flatMap(({ name }, i): ExampleResult[] => {
    const { verdict, messages } = judged[i] ?? UNMATCHED;
    if (verdict === "unmatched") return [];
    return [{ name, expected: "pass", found: verdict, expectedMessages: [], messages: [...messages], isAsExpected: verdict === "pass" }];
  });
}
