/**
 * The families of kinds that policies may hold. The owner of a cluster opens each by name when the agent's role is made; admission
 * policies are always open.
 */
export const policyFamilies = [
  ...(["admission", "mutation", "gatekeeper", "kyverno", "network", "mesh"] as const),
  ...(["limits", "runtime", "secrets-store"] as const),
] as const;
export type PolicyFamily = (typeof policyFamilies)[number];

/** What has to be known of a kind to push it. */
export interface PolicyKindFacts {
  readonly family: PolicyFamily;
  readonly group: string;
  /** The versions that may be written, the newest first. */
  readonly versions: readonly string[];
  readonly plural: string;
  readonly isNamespaced: boolean;
  /** What others lean on goes first and is removed last. */
  readonly order: 0 | 1;
  /** Where its objects say what they say. */
  readonly body: "spec" | "top";
  /** What a cluster needs to have the kind. */
  readonly needs: string;
}

const ADMISSION = "admissionregistration.k8s.io";
const PROFILES = "security-profiles-operator.x-k8s.io";

const clusterWide = (family: PolicyFamily, group: string, plural: string, versions: readonly string[], needs: string): PolicyKindFacts => ({
  ...{ family, group, plural, versions, needs, isNamespaced: false, order: 0, body: "spec" },
});
const namespaced = (...[family, group, plural, versions, needs]: Parameters<typeof clusterWide>): PolicyKindFacts => ({
  ...clusterWide(family, group, plural, versions, needs),
  isNamespaced: true,
});

const MUTATING = ["v1", "v1beta1", "v1alpha1"];
const KYVERNO = "Kyverno";
const ISTIO = "Istio";
const OPERATOR = "the Security Profiles Operator";

const validatingPolicy = clusterWide("admission", ADMISSION, "validatingadmissionpolicies", ["v1"], "Kubernetes 1.30 or newer");
const mutatingPolicy = clusterWide("mutation", ADMISSION, "mutatingadmissionpolicies", MUTATING, "Kubernetes 1.34 or newer");

/** Every kind that may be pushed, but for the constraints of Gatekeeper. None of them reads a Secret, runs something or gives rights by itself. Mutation writes into what others send, with their rights, and Kyverno acts with its own: what of it writes or reads other objects is refused by `PolicyObject`. */
export const policyKinds: Readonly<Record<string, PolicyKindFacts>> = {
  ValidatingAdmissionPolicy: validatingPolicy,
  ValidatingAdmissionPolicyBinding: { ...validatingPolicy, plural: "validatingadmissionpolicybindings", order: 1 },
  MutatingAdmissionPolicy: mutatingPolicy,
  MutatingAdmissionPolicyBinding: { ...mutatingPolicy, plural: "mutatingadmissionpolicybindings", order: 1 },
  ConstraintTemplate: clusterWide("gatekeeper", "templates.gatekeeper.sh", "constrainttemplates", ["v1", "v1beta1"], "Gatekeeper"),
  ClusterPolicy: clusterWide("kyverno", "kyverno.io", "clusterpolicies", ["v1", "v2beta1"], KYVERNO),
  Policy: namespaced("kyverno", "kyverno.io", "policies", ["v1", "v2beta1"], KYVERNO),
  NetworkPolicy: namespaced("network", "networking.k8s.io", "networkpolicies", ["v1"], "Kubernetes"),
  PeerAuthentication: namespaced("mesh", "security.istio.io", "peerauthentications", ["v1", "v1beta1"], ISTIO),
  AuthorizationPolicy: namespaced("mesh", "security.istio.io", "authorizationpolicies", ["v1", "v1beta1"], ISTIO),
  ResourceQuota: namespaced("limits", "", "resourcequotas", ["v1"], "Kubernetes"),
  LimitRange: namespaced("limits", "", "limitranges", ["v1"], "Kubernetes"),
  HorizontalPodAutoscaler: namespaced("limits", "autoscaling", "horizontalpodautoscalers", ["v2"], "Kubernetes 1.23 or newer"),
  PodDisruptionBudget: namespaced("limits", "policy", "poddisruptionbudgets", ["v1"], "Kubernetes 1.21 or newer"),
  RuntimeClass: { ...clusterWide("runtime", "node.k8s.io", "runtimeclasses", ["v1"], "Kubernetes 1.20 or newer"), body: "top" },
  SeccompProfile: namespaced("runtime", PROFILES, "seccompprofiles", ["v1beta1"], OPERATOR),
  AppArmorProfile: namespaced("runtime", PROFILES, "apparmorprofiles", ["v1alpha1"], OPERATOR),
  SecretProviderClass: namespaced(
    "secrets-store",
    "secrets-store.csi.x-k8s.io",
    "secretproviderclasses",
    ["v1"],
    "the Secrets Store CSI Driver",
  ),
};

/** The group of all constraints. Their kinds are made by ConstraintTemplates, so that no list can name them. */
export const CONSTRAINTS = "constraints.gatekeeper.sh";

/** What is known of a kind: from the table, and of every other name that it is a constraint of Gatekeeper. */
export const factsOfKind = (kind: string): PolicyKindFacts =>
  Object.hasOwn(policyKinds, kind) && policyKinds[kind]
    ? policyKinds[kind]
    : {
        ...clusterWide(
          "gatekeeper",
          CONSTRAINTS,
          kind.toLowerCase(),
          ["v1beta1", "v1", "v1alpha1"],
          "Gatekeeper and its ConstraintTemplate",
        ),
        order: 1,
      };

/** Whether a kind is one that a ConstraintTemplate makes. */
export const isConstraintKind = (kind: string): boolean => factsOfKind(kind).group === CONSTRAINTS;

/** The apiVersions that an object of a kind may have. */
export const apiVersionsOf = (kind: string): string[] => {
  const { group, versions } = factsOfKind(kind);
  return versions.map((version) => (group === "" ? version : `${group}/${version}`));
};
