import type { PolicyKind } from "@holdfast/contracts/policy-object";
import type { KubeObject } from "@holdfast/domain/health/kube-object";
import type { ServedResource } from "./discovery";
import type { KubePort, ObjectRef } from "./kube-port";

/** The content hash of the policy version that the last apply put there. */
export const CONTENT_HASH = "holdfast.dev/content-hash";
/** The policy that an object belongs to; an object without it is somebody else's. */
export const POLICY = "holdfast.dev/policy";

const GROUP = "admissionregistration.k8s.io";
const plurals: Readonly<Record<PolicyKind, string>> = {
  ValidatingAdmissionPolicy: "validatingadmissionpolicies",
  ValidatingAdmissionPolicyBinding: "validatingadmissionpolicybindings",
};

/** Where the objects of a kind are, or undefined when this API server is too old to have it. */
export const findPolicyKind = (kube: KubePort, kind: PolicyKind): Promise<ServedResource | undefined> =>
  kube.find(GROUP, plurals[kind], ["v1"]);

/** An object of a policy; the kinds are cluster-wide. */
export const policyRef = (resource: ServedResource, name: string): ObjectRef => ({ resource, name });

/** The policy that an object says it belongs to. */
export const ownerPolicy = (object: KubeObject): string | undefined => object.metadata?.annotations?.[POLICY];
