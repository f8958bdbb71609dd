import { z } from "zod";
import { JsonObject } from "./json";
import { apiVersionsOf, CONSTRAINTS, factsOfKind, isConstraintKind, policyKinds } from "./policy-kinds";

/** A kind that a policy may hold, as `policyKinds` lists them, or one of Gatekeeper's constraints. */
export const PolicyKind = z.string().regex(/^[A-Z][A-Za-z0-9]{0,62}$/, "write a kind, such as ValidatingAdmissionPolicy");
export type PolicyKind = z.infer<typeof PolicyKind>;

const Name = z.string().min(1).max(253);
const Namespace = z.string().regex(/^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/, "write the name of a namespace");

/** Names one object of a policy. Cluster-wide objects have no namespace. */
export const PolicyRef = z.strictObject({ kind: PolicyKind, namespace: Namespace.optional(), name: Name });
export type PolicyRef = z.infer<typeof PolicyRef>;

type Problem = { readonly path: string[]; readonly message: string };

/** What says nothing where it could say something is a slip, but for these: a constraint may ask for no more than its kind, and Istio's kinds mean their defaults. */
const mayBeEmpty = (kind: string) => isConstraintKind(kind) || factsOfKind(kind).family === "mesh";

function* problemsOf(written: Written): Generator<Problem> {
  const { apiVersion, kind, metadata, spec } = written;
  const isOfTable = Object.hasOwn(policyKinds, kind);
  if (!isOfTable && !apiVersion.startsWith(`${CONSTRAINTS}/`))
    yield {
      path: ["kind"],
      message: `can't be pushed as a policy: write a constraint of Gatekeeper, or one of ${Object.keys(policyKinds).join(", ")}`,
    };
  else if (!apiVersionsOf(kind).includes(apiVersion))
    yield { path: ["apiVersion"], message: `is not one that a ${kind} has here: write ${apiVersionsOf(kind).join(" or ")}` };
  else if (factsOfKind(kind).isNamespaced && metadata.namespace === undefined)
    yield { path: ["metadata", "namespace"], message: `is missing: a ${kind} is in a namespace` };
  else if (!factsOfKind(kind).isNamespaced && metadata.namespace !== undefined)
    yield { path: ["metadata", "namespace"], message: `must go: a ${kind} is in no namespace` };
  if (factsOfKind(kind).family === "kyverno") yield* kyvernoProblems(written);
  const isEmpty = Object.keys(spec).length === 0;
  if (factsOfKind(kind).body === "top" && !isEmpty) yield { path: ["spec"], message: `must go: a ${kind} has its fields at the top` };
  else if (isOfTable && factsOfKind(kind).body === "spec" && isEmpty && !mayBeEmpty(kind)) yield { path: ["spec"], message: "is missing" };
}

/** Whether a call of the API is anywhere in a rule: each of its parts may have a context. */
const callsApi = (value: unknown): boolean =>
  typeof value === "object" && value !== null && Object.entries(value).some(([key, inner]) => key === "apiCall" || callsApi(inner));

/** What Kyverno does with its own rights, whoever wrote the rule: nothing that a policy is pushed for needs it. */
function* kyvernoProblems({ spec }: Written): Generator<Problem> {
  for (const [index, rule] of (Array.isArray(spec.rules) ? spec.rules : []).entries()) {
    if (typeof rule !== "object" || rule === null || Array.isArray(rule)) continue;
    const path = ["spec", "rules", String(index)];
    const why = "must go: Kyverno does it with rights of its own, not with those of whoever pushes";
    if ("generate" in rule) yield { path: [...path, "generate"], message: why };
    if (rule.mutate && typeof rule.mutate === "object" && "targets" in rule.mutate)
      yield { path: [...path, "mutate", "targets"], message: why };
    if (callsApi(rule)) yield { path: [...path, "context", "apiCall"], message: why };
  }
}

const Written = z.looseObject({
  apiVersion: z.string(),
  kind: PolicyKind,
  metadata: z.strictObject({
    name: Name,
    namespace: Namespace.optional(),
    labels: z.record(z.string(), z.string()).optional(),
    annotations: z.record(z.string(), z.string()).optional(),
  }),
  /** Empty for a kind that says everything beside it, and for a constraint that needs none. */
  spec: JsonObject.default({}),
});
type Written = z.infer<typeof Written>;

/** One object of a policy, as it is applied: of a kind that may be pushed, in a version and a place that the kind has. The server checks the rest. */
export const PolicyObject = Written.check(({ value, issues }) => {
  for (const problem of problemsOf(value)) issues.push({ code: "custom", input: value, ...problem });
});
export type PolicyObject = z.infer<typeof PolicyObject>;

/** What names an object. */
export const refOf = ({ kind, metadata: { namespace, name } }: PolicyObject): PolicyRef => ({
  kind,
  ...(namespace === undefined ? {} : { namespace }),
  name,
});

/** One word for an object: `kind/name`, of a namespace `kind/namespace/name`. */
export const refKey = ({ kind, namespace, name }: PolicyRef): string => [kind, ...(namespace ? [namespace] : []), name].join("/");

/** An object for people: `NetworkPolicy shop/default-deny`. */
export const refText = ({ kind, namespace, name }: PolicyRef): string => `${kind} ${namespace ? `${namespace}/` : ""}${name}`;
