import { PolicyObject } from "@holdfast/contracts/policy-object";
import { problemAtStart, readYamlDocuments } from "../yaml/read-yaml";
import type { YamlProblem } from "../yaml/yaml-problem";

/** The objects of a policy and their hash, or everything that is wrong with the text. */
export type ParsedPolicy =
  | { readonly isValid: true; readonly objects: readonly PolicyObject[]; readonly contentHash: string }
  | { readonly isValid: false; readonly problems: readonly YamlProblem[] };

const MAX_OBJECTS = 50;

/** What the objects must be together: a name once, and every binding for a policy that is there. */
function problemsTogether(objects: readonly PolicyObject[]): YamlProblem[] {
  if (objects.length === 0) return [problemAtStart("holds no object", "add a ValidatingAdmissionPolicy and its binding")];
  if (objects.length > MAX_OBJECTS) return [problemAtStart(`holds ${objects.length} objects`, `keep to ${MAX_OBJECTS}`)];
  const problems: YamlProblem[] = [];
  const seen = new Set<string>();
  const policies = new Set(objects.filter((object) => object.kind === "ValidatingAdmissionPolicy").map((object) => object.metadata.name));
  for (const { kind, metadata, spec } of objects) {
    const id = `${kind}/${metadata.name}`;
    if (seen.has(id)) problems.push(problemAtStart(`holds ${id} twice`, "remove one of the two"));
    seen.add(id);
    if (kind === "ValidatingAdmissionPolicyBinding" && !policies.has(String(spec.policyName)))
      problems.push(
        problemAtStart(
          `binds ${String(spec.policyName)} (in ${metadata.name}), which is not in this policy`,
          "add that ValidatingAdmissionPolicy, or correct spec.policyName",
        ),
      );
  }
  if (policies.size > 0 && !objects.some((object) => object.kind === "ValidatingAdmissionPolicyBinding"))
    problems.push(problemAtStart("has no ValidatingAdmissionPolicyBinding, so that nothing would be enforced", "add a binding"));
  return problems;
}

/** Reads a policy from YAML documents. Every problem names its place and a remedy; none is thrown. What only the API server knows is left to the preview. */
export function parsePolicy(yaml: string): ParsedPolicy {
  const read = readYamlDocuments(PolicyObject, yaml);
  if (!read.isValid) return read;
  const problems = problemsTogether(read.value);
  return problems.length > 0 ? { isValid: false, problems } : { isValid: true, objects: read.value, contentHash: read.contentHash };
}
