import type { PolicyKind } from "@holdfast/contracts/policy-object";
import { type PolicyObjectState, policyRead } from "@holdfast/contracts/queries/policy-read";
import { isBehind, type KubeObject } from "@holdfast/domain/health/kube-object";
import type { KubePort } from "../kube/kube-port";
import { CONTENT_HASH, findPolicyKind, policyRef } from "../kube/policies";
import { defineQuery } from "./define-query";

interface AdmissionPolicy extends KubeObject {
  readonly status?: {
    readonly observedGeneration?: number;
    readonly typeChecking?: { readonly expressionWarnings?: readonly { readonly fieldRef?: string; readonly warning?: string }[] };
  };
}

/** Only policies are type-checked; a binding is looked at the moment that it is there. */
async function stateOf(kube: KubePort, kind: PolicyKind, name: string): Promise<PolicyObjectState> {
  const resource = await findPolicyKind(kube, kind);
  const object = resource && (await kube.read<AdmissionPolicy>(policyRef(resource, name)));
  if (!object) return { kind, name, isPresent: false, contentHash: null, isObserved: false, warnings: [] };
  const warnings = object.status?.typeChecking?.expressionWarnings ?? [];
  return {
    kind,
    name,
    isPresent: true,
    contentHash: object.metadata?.annotations?.[CONTENT_HASH] ?? null,
    isObserved: kind === "ValidatingAdmissionPolicyBinding" || !isBehind(object, object.status?.observedGeneration),
    warnings: warnings.map(({ fieldRef, warning }) => `${fieldRef ?? ""}: ${warning ?? ""}`),
  };
}

/** `policy.read`: what the cluster has of a policy's objects now. */
export const readPolicy = defineQuery({
  contract: policyRead,
  rbac: [
    {
      apiGroups: ["admissionregistration.k8s.io"],
      resources: ["validatingadmissionpolicies", "validatingadmissionpolicybindings"],
      verbs: ["get"],
    },
  ],
  handle: async ({ kube }, { objects }) => ({ objects: await Promise.all(objects.map(({ kind, name }) => stateOf(kube, kind, name))) }),
});
