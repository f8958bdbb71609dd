import { type CelEnvironment, extended, type Fields } from "../environment";
import { DYN } from "../types/cel-type";
import { parseType } from "../types/signature";
import { kubernetesLibrary } from "./kubernetes-library";

const fields = (types: Readonly<Record<string, string>>): Fields =>
  Object.fromEntries(Object.entries(types).map(([name, type]) => [name, parseType(type)]));

const [KIND, RESOURCE, USER] = ["kubernetes.GroupVersionKind", "kubernetes.GroupVersionResource", "kubernetes.UserInfo"];

/** The types of `request` and of `namespaceObject`, with exactly the fields that the API server lets a policy see. */
const STRUCTS: Readonly<Record<string, Fields>> = {
  "kubernetes.GroupVersionKind": fields({ group: "string", version: "string", kind: "string" }),
  "kubernetes.GroupVersionResource": fields({ group: "string", version: "string", resource: "string" }),
  "kubernetes.UserInfo": fields({ username: "string", uid: "string", groups: "list(string)", extra: "map(string, list(string))" }),
  "kubernetes.AdmissionRequest": fields({
    ...{ kind: KIND, resource: RESOURCE, subResource: "string", requestKind: KIND, requestResource: RESOURCE },
    ...{ requestSubResource: "string", name: "string", namespace: "string", operation: "string", userInfo: USER },
    ...{ dryRun: "bool", options: "dyn" },
  }),
  "kubernetes.NamespaceSpec": fields({ finalizers: "list(string)" }),
  "kubernetes.NamespaceCondition": fields({
    ...{ status: "string", type: "string", lastTransitionTime: "timestamp", message: "string", reason: "string" },
  }),
  "kubernetes.NamespaceStatus": fields({ conditions: "list(kubernetes.NamespaceCondition)", phase: "string" }),
  "kubernetes.NamespaceMetadata": fields({
    ...{ name: "string", generateName: "string", namespace: "string", labels: "map(string, string)", annotations: "map(string, string)" },
    ...{ UID: "string", creationTimestamp: "timestamp", deletionGracePeriodSeconds: "int", deletionTimestamp: "timestamp" },
    ...{ generation: "int", resourceVersion: "string", finalizers: "list(string)" },
  }),
  "kubernetes.Namespace": fields({
    ...{ metadata: "kubernetes.NamespaceMetadata", spec: "kubernetes.NamespaceSpec", status: "kubernetes.NamespaceStatus" },
  }),
};

/** What is declared only for some expressions. */
export interface PolicyDeclarations {
  readonly hasParams: boolean;
  readonly hasAuthorizer: boolean;
}

/** The environment of an expression of an admission policy; the object may be anything, as it may for the API server. */
export function policyEnvironment({ hasParams, hasAuthorizer }: PolicyDeclarations): CelEnvironment {
  const variables = {
    ...{ object: DYN, oldObject: DYN, request: parseType("kubernetes.AdmissionRequest") },
    namespaceObject: parseType("kubernetes.Namespace"),
    ...(hasParams ? { params: DYN } : {}),
    ...(hasAuthorizer
      ? {
          authorizer: parseType("kubernetes.authorization.Authorizer"),
          "authorizer.requestResource": parseType("kubernetes.authorization.ResourceCheck"),
        }
      : {}),
  };
  return extended(kubernetesLibrary, variables, STRUCTS);
}
