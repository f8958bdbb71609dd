import { isConstraintKind } from "@holdfast/contracts/policy-kinds";
import { PolicyObject, refKey, refOf } from "@holdfast/contracts/policy-object";
import { problemAtStart, readYamlDocuments } from "../yaml/read-yaml";
import type { YamlProblem } from "../yaml/yaml-problem";
import { templateKind } from "./template-kind";

/** The objects of a policy and their hash, or everything that is wrong with the text. */
export type ParsedPolicy =
  | { readonly isValid: true; readonly objects: readonly PolicyObject[]; readonly contentHash: string }
  | { readonly isValid: false; readonly problems: readonly YamlProblem[] };

const MAX_OBJECTS = 50;

/** What is put in force by objects of another kind. */
const BINDINGS: Readonly<Record<string, string>> = {
  ValidatingAdmissionPolicyBinding: "ValidatingAdmissionPolicy",
  MutatingAdmissionPolicyBinding: "MutatingAdmissionPolicy",
};

function problemsOfBindings(objects: readonly PolicyObject[], bindingKind: string, policyKind: string): YamlProblem[] {
  const bindings = objects.filter(({ kind }) => kind === bindingKind);
  const policies = new Set(objects.filter(({ kind }) => kind === policyKind).map(({ metadata }) => metadata.name));
  const problems = bindings
    .filter(({ spec }) => !policies.has(String(spec.policyName)))
    .map(({ spec, metadata }) =>
      problemAtStart(
        `binds ${String(spec.policyName)} (in ${metadata.name}), which is not in this policy`,
        `add that ${policyKind}, or correct spec.policyName`,
      ),
    );
  if (policies.size > 0 && bindings.length === 0)
    problems.push(problemAtStart(`has no ${bindingKind}, so that nothing would be enforced`, "add a binding"));
  return problems;
}

/** A template without a constraint judges nothing. A constraint without its template is taken: the cluster may have it. */
function problemsOfTemplates(objects: readonly PolicyObject[]): YamlProblem[] {
  const kinds = new Set(objects.map(({ kind }) => kind));
  return objects
    .filter(({ kind }) => kind === "ConstraintTemplate")
    .flatMap((template) => {
      const made = templateKind(template);
      if (made === undefined)
        return [
          problemAtStart(`has the ConstraintTemplate ${template.metadata.name}, which names no kind`, "write spec.crd.spec.names.kind"),
        ];
      if (!isConstraintKind(made))
        return [problemAtStart(`makes constraints of the kind ${made}, which is the name of another kind`, "name the kind otherwise")];
      return kinds.has(made)
        ? []
        : [problemAtStart(`has no ${made}, so that nothing would be judged`, `add a constraint of the kind ${made}`)];
    });
}

/** What the objects must be together: a name once, and what leans on each other whole. */
function problemsTogether(objects: readonly PolicyObject[]): YamlProblem[] {
  if (objects.length === 0) return [problemAtStart("holds no object", "add a ValidatingAdmissionPolicy and its binding")];
  if (objects.length > MAX_OBJECTS) return [problemAtStart(`holds ${objects.length} objects`, `keep to ${MAX_OBJECTS}`)];
  const problems: YamlProblem[] = [];
  const seen = new Set<string>();
  for (const object of objects) {
    const id = refKey(refOf(object));
    if (seen.has(id)) problems.push(problemAtStart(`holds ${id} twice`, "remove one of the two"));
    seen.add(id);
  }
  for (const [binding, policy] of Object.entries(BINDINGS)) problems.push(...problemsOfBindings(objects, binding, policy));
  return [...problems, ...problemsOfTemplates(objects)];
}

/** Reads a policy from YAML documents. Every problem names its place and a remedy; none is thrown. What only the API server knows is left to the preview. */
export function parsePolicy(yaml: string): ParsedPolicy {
  const read = readYamlDocuments(PolicyObject, yaml);
  if (!read.isValid) return read;
  const problems = problemsTogether(read.value);
  return problems.length > 0 ? { isValid: false, problems } : { isValid: true, objects: read.value, contentHash: read.contentHash };
}
