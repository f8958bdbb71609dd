import { PolicyObject } from "@holdfast/contracts/policy-object";
import { type Document, isScalar, LineCounter, parseAllDocuments } from "yaml";
import { contentHash } from "../plan/content-hash";
import { explainIssue } from "../plan/explain-issue";
import { fieldPath, type PlanProblem } from "../plan/plan-problem";
import { positionOf } from "../plan/yaml-position";

/** The objects of a policy and their hash, or everything that is wrong with the text. */
export type ParsedPolicy =
  | { readonly isValid: true; readonly objects: readonly PolicyObject[]; readonly contentHash: string }
  | { readonly isValid: false; readonly problems: readonly PlanProblem[] };

const MAX_OBJECTS = 50;
const MAX_ALIASES = 50;

const isEmpty = (doc: Document) =>
  doc.errors.length === 0 && (doc.contents === null || (isScalar(doc.contents) && doc.contents.value === null));

const atStart = (message: string, remedy: string): PlanProblem => ({ line: 1, column: 1, path: "", message, remedy });

function readObject(doc: Document, lines: LineCounter): { object?: PolicyObject; problems: PlanProblem[] } {
  const syntax = doc.errors.map((error) => {
    const { line, col } = lines.linePos(error.pos[0]);
    return { line: Math.max(line, 1), column: Math.max(col, 1), path: "", message: error.message, remedy: "correct the YAML" };
  });
  if (syntax.length > 0) return { problems: syntax };
  let value: unknown;
  try {
    value = doc.toJS({ maxAliasCount: MAX_ALIASES });
  } catch {
    return { problems: [atStart("uses its anchors too often, or in a circle", "write the values out")] };
  }
  const parsed = PolicyObject.safeParse(value ?? {});
  if (parsed.success) return { object: parsed.data, problems: [] };
  return {
    problems: parsed.error.issues.map((issue) => {
      const { line, column, isPresent, value: at } = positionOf(doc, lines, issue.path);
      return { line, column, path: fieldPath(issue.path), ...explainIssue(issue, isPresent, at) };
    }),
  };
}

/** What the objects must be together: a name once, and every binding for a policy that is there. */
function problemsTogether(objects: readonly PolicyObject[]): PlanProblem[] {
  const problems: PlanProblem[] = [];
  const seen = new Set<string>();
  const policies = new Set(objects.filter((object) => object.kind === "ValidatingAdmissionPolicy").map((object) => object.metadata.name));
  for (const { kind, metadata, spec } of objects) {
    const id = `${kind}/${metadata.name}`;
    if (seen.has(id)) problems.push(atStart(`holds ${id} twice`, "remove one of the two"));
    seen.add(id);
    if (kind === "ValidatingAdmissionPolicyBinding" && !policies.has(String(spec.policyName)))
      problems.push(
        atStart(
          `binds ${String(spec.policyName)} (in ${metadata.name}), which is not in this policy`,
          "add that ValidatingAdmissionPolicy, or correct spec.policyName",
        ),
      );
  }
  if (policies.size > 0 && !objects.some((object) => object.kind === "ValidatingAdmissionPolicyBinding"))
    problems.push(atStart("has no ValidatingAdmissionPolicyBinding, so that nothing would be enforced", "add a binding"));
  return problems;
}

/** Reads a policy from YAML documents. Every problem names its place and a remedy; none is thrown. What only the API server knows is left to the preview. */
export function parsePolicy(yaml: string): ParsedPolicy {
  const lines = new LineCounter();
  // The parser also returns an empty result of another shape; spreading it gives no document.
  const documents: Document[] = [...parseAllDocuments(yaml, { lineCounter: lines, prettyErrors: false, uniqueKeys: true })];
  const filled = documents.filter((doc) => !isEmpty(doc));
  if (filled.length === 0)
    return { isValid: false, problems: [atStart("holds no object", "add a ValidatingAdmissionPolicy and its binding")] };
  if (filled.length > MAX_OBJECTS)
    return { isValid: false, problems: [atStart(`holds ${filled.length} objects`, `keep to ${MAX_OBJECTS}`)] };
  const read = filled.map((doc) => readObject(doc, lines));
  const objects = read.flatMap(({ object }) => (object ? [object] : []));
  const problems = read.flatMap((each) => each.problems);
  if (problems.length === 0) problems.push(...problemsTogether(objects));
  if (problems.length > 0) return { isValid: false, problems: problems.sort((a, b) => a.line - b.line || a.column - b.column) };
  return { isValid: true, objects, contentHash: contentHash(objects) };
}
