const READING = ["get", "list", "watch"];

/** The rules of a role without every verb that writes; to ask what one may do is not to write. */
export const onlyReading = <R extends { readonly apiGroups: readonly string[]; readonly verbs: readonly string[] }>(
  rules: readonly R[],
): R[] =>
  rules
    .map((rule) => ({
      ...rule,
      verbs: rule.apiGroups.includes("authorization.k8s.io") ? rule.verbs : rule.verbs.filter((verb) => READING.includes(verb)),
    }))
    .filter(({ verbs }) => verbs.length > 0);

/** The namespace that the cases work in. */
export const NAMESPACE = "agent-contract";

/** The resources that the owner of the cases' cluster lets people edit. */
export const EDITABLE = ["deployments.apps", "services"] as const;

const APPS = `/apis/apps/v1/namespaces/${NAMESPACE}`;

/** Where the objects of the cases are. */
export const paths = {
  deployments: `${APPS}/deployments`,
  statefulSets: `${APPS}/statefulsets`,
  autoscalers: `/apis/autoscaling/v2/namespaces/${NAMESPACE}/horizontalpodautoscalers`,
  services: `/api/v1/namespaces/${NAMESPACE}/services`,
  pods: `/api/v1/namespaces/${NAMESPACE}/pods`,
  virtualServices: `/apis/networking.istio.io/v1/namespaces/${NAMESPACE}/virtualservices`,
  httpRoutes: `/apis/gateway.networking.k8s.io/v1/namespaces/${NAMESPACE}/httproutes`,
  definitions: "/apis/apiextensions.k8s.io/v1/customresourcedefinitions",
  policies: "/apis/admissionregistration.k8s.io/v1/validatingadmissionpolicies",
  bindings: "/apis/admissionregistration.k8s.io/v1/validatingadmissionpolicybindings",
} as const;

const template = (app: string) => ({
  metadata: { labels: { app } },
  spec: { containers: [{ name: "app", image: "bank.example/core:1", resources: { requests: { cpu: "100m", memory: "64Mi" } } }] },
});

/** A workload whose pods nobody can place, so that no controller gets in the way. */
export const workload = (name: string, replicas: number) => ({
  metadata: { name },
  spec: {
    replicas,
    selector: { matchLabels: { app: name } },
    ...(name.startsWith("sts") ? { serviceName: name } : {}),
    template: { ...template(name), spec: { ...template(name).spec, nodeSelector: { nowhere: "true" } } },
  },
});

/** A pod on a node that does not exist: nothing ever runs or changes it. */
export const strandedPod = (name: string, labels: Readonly<Record<string, string>> = {}) => ({
  metadata: { name, labels },
  spec: { nodeName: "nowhere", containers: [{ name: "app", image: "bank.example/core:1" }] },
});

/** The definition of an added kind. */
export interface CustomDefinition {
  readonly metadata: { readonly name: string; readonly annotations: Readonly<Record<string, string>> };
  readonly spec: {
    readonly group: string;
    readonly scope: "Namespaced" | "Cluster";
    readonly names: object;
    readonly versions: readonly { readonly name: string; readonly schema: object }[];
  };
}

/** The definition of an added kind that keeps whatever is written. */
export const definition = (
  group: string,
  plural: string,
  kind: string,
  versions: readonly string[] = ["v1"],
  scope: "Namespaced" | "Cluster" = "Namespaced",
): CustomDefinition => ({
  metadata: {
    name: `${plural}.${group}`,
    // Groups below k8s.io are taken only with a word about who approved them.
    annotations: { "api-approved.kubernetes.io": "unapproved, for a test" },
  },
  spec: {
    group,
    scope,
    names: { plural, kind, singular: kind.toLowerCase(), listKind: `${kind}List` },
    versions: versions.map((name, i) => ({
      name,
      served: true,
      storage: i === 0,
      subresources: { status: {} },
      schema: { openAPIV3Schema: { type: "object", "x-kubernetes-preserve-unknown-fields": true } },
    })),
  },
});

/** A VirtualService with two HTTP routes; the second one has a name and is never touched. */
export const virtualService = (name: string, weights: readonly [number, number]) => ({
  apiVersion: "networking.istio.io/v1",
  kind: "VirtualService",
  metadata: { name },
  spec: {
    hosts: [name],
    http: [
      {
        timeout: "2s",
        route: [
          { destination: { host: "core", subset: "v1" }, weight: weights[0] },
          { destination: { host: "core", subset: "v2" }, weight: weights[1] },
        ],
      },
      { name: "other", route: [{ destination: { host: "other.example" } }] },
    ],
  },
});

/** An HTTPRoute with two backends, the second without a weight. */
export const httpRoute = (name: string, weight: number) => ({
  apiVersion: "gateway.networking.k8s.io/v1",
  kind: "HTTPRoute",
  metadata: { name },
  spec: {
    parentRefs: [{ name: "gateway" }],
    rules: [
      {
        matches: [{ path: { type: "PathPrefix", value: "/" } }],
        backendRefs: [
          { name: "core", port: 80, weight },
          { name: "core-next", port: 80 },
        ],
      },
    ],
  },
});

/** An admission policy and what switches it on. */
export const admissionPolicy = (name: string, expression = "object.spec.replicas <= 100") => ({
  apiVersion: "admissionregistration.k8s.io/v1",
  kind: "ValidatingAdmissionPolicy",
  metadata: { name },
  spec: {
    failurePolicy: "Fail",
    matchConstraints: { resourceRules: [{ apiGroups: ["apps"], apiVersions: ["v1"], operations: ["CREATE"], resources: ["deployments"] }] },
    validations: [{ expression }],
  },
});

/** Binds a policy so that it touches nothing in the cluster. */
export const policyBinding = (name: string) => ({
  apiVersion: "admissionregistration.k8s.io/v1",
  kind: "ValidatingAdmissionPolicyBinding",
  metadata: { name },
  spec: { policyName: name, validationActions: ["Warn"], matchResources: { namespaceSelector: { matchLabels: { nobody: "has" } } } },
});
