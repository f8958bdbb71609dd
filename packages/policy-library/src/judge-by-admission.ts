import type { Verdict } from "@holdfast/policy-engines/admission/judge-request";
import { admissionObjects } from "./admission-objects";
import { requestOf } from "./example-request";
import type { PolicyBundle } from "./policy-bundle";
import { type Judged, judgedOf, type PolicyEngines } from "./policy-engines";

/** Asks the admission policies of a bundle about its examples, as the API server would. What a binding only warns of counts as denied. */
export async function judgeByAdmission({ cel }: PolicyEngines, { manifests, tests }: PolicyBundle, signal: AbortSignal): Promise<Judged[]> {
  const requests = tests.examples.map(requestOf);
  const said: (readonly Verdict[])[] = [];
  for (const { policy, bindings } of admissionObjects(manifests))
    for (const binding of bindings) {
      signal.throwIfAborted();
      said.push(await cel.judge(policy, binding, requests));
    }
  return requests.map((_, i) => judgedOf(said.flatMap((verdicts) => verdicts[i] ?? [])));
}
