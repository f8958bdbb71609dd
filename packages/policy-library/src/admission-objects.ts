import { Fault } from "@holdfast/contracts/fault";
import type { ExampleObject } from "@holdfast/contracts/policy-example";
import { worded } from "@holdfast/contracts/worded";
import type { AdmissionBinding, AdmissionPolicy } from "@holdfast/policy-engines/admission/policy-spec";
import { fieldPath } from "@holdfast/policy-engines/gatekeeper/manifest-findings";
import { z } from "zod";

const Named = z.object({ name: z.string() });
const Expression = z.looseObject({ name: z.string(), expression: z.string() });
const Match = z.looseObject({ resourceRules: z.array(z.looseObject({})).optional() });
const Validation = z.looseObject({ expression: z.string(), message: z.string().optional(), messageExpression: z.string().optional() });
const Policy = z.looseObject({
  metadata: Named,
  spec: z.looseObject({
    matchConstraints: Match.optional(),
    validations: z.array(Validation).optional(),
    variables: z.array(Expression).optional(),
    matchConditions: z.array(Expression).optional(),
  }),
});
const Binding = z.looseObject({
  metadata: Named,
  spec: z.looseObject({ policyName: z.string(), validationActions: z.array(z.string()).optional(), matchResources: Match.optional() }),
});

function read<T>(schema: z.ZodType<T>, object: ExampleObject): T {
  const parsed = schema.safeParse(object);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(({ path, message }) => `${fieldPath(path)}: ${message}`).join("; ");
  throw new Fault("InvalidInput", worded("PolicyObjectWrong", { object: `${object.kind} ${object.metadata.name ?? ""}`.trim(), problems }));
}

/** The admission policies among manifests, each with its bindings. What else their spec holds is the API server's to judge. */
export function admissionObjects(manifests: readonly ExampleObject[]): { policy: AdmissionPolicy; bindings: AdmissionBinding[] }[] {
  const of = (kind: string) => manifests.filter((each) => each.kind === kind);
  // Read above as far as the engine looks at them without asking.
  const bindings = of("ValidatingAdmissionPolicyBinding").map((each) => read(Binding, each) as AdmissionBinding);
  return of("ValidatingAdmissionPolicy")
    .map((each) => read(Policy, each) as AdmissionPolicy)
    .map((policy) => ({ policy, bindings: bindings.filter(({ spec }) => spec.policyName === policy.metadata.name) }));
}
