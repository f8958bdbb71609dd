import { Fault } from "@holdfast/contracts/fault";
import type { ExampleResult, PolicyExample } from "@holdfast/contracts/policy-example";
import { worded } from "@holdfast/contracts/worded";
import { judgeByAdmission } from "./judge-by-admission";
import { judgeByGatekeeper } from "./judge-by-gatekeeper";
import { judgeByGuarantees, judgeManifests } from "./judge-by-guarantees";
import type { PolicyBundle } from "./policy-bundle";
import type { Judged, PolicyEngines } from "./policy-engines";

const judges = { gatekeeper: judgeByGatekeeper, admission: judgeByAdmission, manifests: judgeByGuarantees } as const;
const ALL_MS = 20_000;

const resultOf = ({ name, expect, messages }: PolicyExample, judged: Judged | undefined): ExampleResult => {
  const { verdict, messages: said } = judged ?? { verdict: "failed" as const, messages: [] };
  const isAsExpected = verdict === expect && JSON.stringify(said) === JSON.stringify(messages);
  return { name, expected: expect, found: verdict, expectedMessages: messages, messages: [...said], isAsExpected };
};

/**
 * What a policy says of each of its own examples, in their order; for manifests also of themselves. An example that can't be
 * evaluated is a result. Rejects with a fault when the policy itself is no policy, and when it takes too long.
 */
export async function runExamples(engines: PolicyEngines, bundle: PolicyBundle, withinMs = ALL_MS): Promise<readonly ExampleResult[]> {
  const signal = AbortSignal.timeout(withinMs);
  try {
    const judged = await judges[bundle.engine](engines, bundle, signal);
    const themselves = bundle.engine === "manifests" ? await judgeManifests(engines, bundle, signal) : [];
    return [...themselves, ...bundle.tests.examples.map((example, i) => resultOf(example, judged[i]))];
  } catch (cause) {
    if (cause !== signal.reason) throw cause;
    throw new Fault("DeadlineExceeded", worded("TestsTookTooLong", { seconds: withinMs / 1000 }));
  }
}
