import { badRequest, invalid } from "../api-error";
import { fieldCause } from "../field-cause";
import { type AccessRule, isAllowed, isPathAllowed, type TokenIdentity } from "./access";

interface ReviewSpec {
  readonly resourceAttributes?: {
    readonly namespace?: string;
    readonly verb?: string;
    readonly group?: string;
    readonly resource?: string;
    readonly subresource?: string;
    readonly name?: string;
  };
  readonly nonResourceAttributes?: { readonly path?: string; readonly verb?: string };
}

const REVIEW = { group: "authorization.k8s.io", kind: "" };
const head = (kind: string) => ({ kind, apiVersion: "authorization.k8s.io/v1", metadata: {} });

/** Answers a SelfSubjectAccessReview: whether the token's own rights would allow something. */
export function reviewAccess({ rules }: TokenIdentity, body: Readonly<Record<string, unknown>>): object {
  const spec = (body.spec ?? {}) as ReviewSpec;
  const { resourceAttributes: resource, nonResourceAttributes: path } = spec;
  if (resource && path) {
    const shown = { Path: path.path ?? "", Verb: path.verb ?? "" };
    const detail = "cannot be specified in combination with resourceAttributes";
    throw invalid(REVIEW, "", [fieldCause.invalid("spec.nonResourceAttributes", shown, detail)]);
  }
  if (!resource && !path) {
    const detail = "exactly one of nonResourceAttributes or resourceAttributes must be specified";
    throw invalid(REVIEW, "", [fieldCause.invalid("spec.resourceAttributes", null, detail)]);
  }
  const allowed = resource
    ? isAllowed(rules, {
        ...{ verb: resource.verb ?? "", group: resource.group ?? "", plural: resource.resource ?? "" },
        ...{ subresource: resource.subresource ?? "", namespace: resource.namespace || null, name: resource.name ?? "" },
      })
    : isPathAllowed(rules, path?.path ?? "", path?.verb ?? "");
  return { ...head("SelfSubjectAccessReview"), spec, status: { allowed } };
}

const selfRules = [
  { verbs: ["create"], apiGroups: ["authorization.k8s.io"], resources: ["selfsubjectaccessreviews", "selfsubjectrulesreviews"] },
];
const publicPaths = [
  { verbs: ["get"], nonResourceURLs: ["/api", "/api/*", "/apis", "/apis/*", "/healthz", "/livez", "/readyz", "/version", "/version/"] },
];

const isHere = (rule: AccessRule, namespace: string) => !rule.namespaces || rule.namespaces.includes(namespace);

/** Answers a SelfSubjectRulesReview: all that the token may do in a namespace. */
export function reviewRules({ rules }: TokenIdentity, body: Readonly<Record<string, unknown>>): object {
  const { namespace } = (body.spec ?? {}) as { namespace?: string };
  if (!namespace) throw badRequest("no namespace on request");
  const here = rules.filter((rule) => isHere(rule, namespace));
  const resourceRules = here.flatMap(({ verbs, apiGroups, resources, resourceNames }) =>
    resources ? [{ verbs, apiGroups, resources, ...(resourceNames ? { resourceNames } : {}) }] : [],
  );
  const nonResourceRules = here.flatMap(({ verbs, nonResourceURLs }) => (nonResourceURLs ? [{ verbs, nonResourceURLs }] : []));
  return {
    ...head("SelfSubjectRulesReview"),
    spec: {},
    status: {
      ...{ resourceRules: [...selfRules, ...resourceRules], nonResourceRules: [...publicPaths, ...nonResourceRules] },
      incomplete: false,
    },
  };
}
