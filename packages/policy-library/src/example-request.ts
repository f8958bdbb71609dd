import type { PolicyExample } from "@holdfast/contracts/policy-example";
import type { AdmissionRequest } from "@holdfast/policy-engines/admission/admission-request";
import { groupVersion } from "@holdfast/policy-engines/gatekeeper/kube-object";

/** The resource of a kind, by the rule that all kinds of Kubernetes but a few follow; `resource` of an example says it otherwise. */
function resourceOf(kind: string): string {
  const name = kind.toLowerCase();
  if (name.endsWith("y") && !/[aeiou]y$/.test(name)) return `${name.slice(0, -1)}ies`;
  return /(s|x|ch|sh)$/.test(name) ? `${name}es` : `${name}s`;
}

/** An example as the API server would ask a policy about it. */
export function requestOf(example: PolicyExample): AdmissionRequest {
  const { object, oldObject, operation, user } = example;
  const subject = object ?? oldObject;
  const kind = example.kind ?? subject?.kind ?? "";
  const { group, version } = groupVersion(subject?.apiVersion ?? "v1");
  const name = example.on ?? subject?.metadata.name ?? "";
  // A request about a namespace says that it is in it; a policy is shown no namespace beside it.
  const isNamespace = group === "" && kind === "Namespace";
  const namespace = isNamespace ? name : (example.namespace ?? subject?.metadata.namespace ?? "");
  const labels = { "kubernetes.io/metadata.name": namespace, ...example.namespaceLabels };
  return {
    operation,
    resource: { group, version, resource: example.resource ?? resourceOf(kind) },
    kind,
    isNamespaced: namespace !== "" && !isNamespace,
    ...(example.subresource ? { subresource: example.subresource } : {}),
    name,
    namespace,
    object: operation === "DELETE" ? null : (object ?? null),
    oldObject: oldObject ?? null,
    namespaceObject:
      namespace === "" || isNamespace ? null : { apiVersion: "v1", kind: "Namespace", metadata: { name: namespace, labels } },
    ...(user ? { user } : {}),
  };
}
