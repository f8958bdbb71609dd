import type { AdmissionRequest, ClusterObject } from "../../src/admission/admission-request";
import type { AdmissionBinding, AdmissionPolicy, BindingSpec, PolicySpec } from "../../src/admission/policy-spec";

const EVERYTHING: PolicySpec["matchConstraints"] = {
  resourceRules: [{ apiGroups: ["*"], apiVersions: ["*"], operations: ["*"], resources: ["*"] }],
};

/** A policy about everything, unless it says otherwise. */
export const policyOf = (name: string, spec: PolicySpec): AdmissionPolicy => ({
  metadata: { name },
  spec: { matchConstraints: EVERYTHING, failurePolicy: "Fail", ...spec },
});

/** A binding that denies, unless it says otherwise. */
export const bindingOf = (policyName: string, spec: BindingSpec = {}): AdmissionBinding => ({
  metadata: { name: `${policyName}-binding` },
  spec: { policyName, validationActions: ["Deny"], ...spec },
});

/** The creation of a Deployment in a namespace, unless it says otherwise. */
export const requestFor = (object: ClusterObject, change: Partial<AdmissionRequest> = {}): AdmissionRequest => ({
  ...{ operation: "CREATE", resource: { group: "apps", version: "v1", resource: "deployments" }, kind: "Deployment", isNamespaced: true },
  ...{ name: "web", namespace: "shop", object, oldObject: null, namespaceObject: { metadata: { name: "shop", labels: { env: "prod" } } } },
  ...change,
});
