import { apiVersionsOf, CONSTRAINTS, factsOfKind, policyKinds } from "@holdfast/contracts/policy-kinds";
import type { PolicyKind, PolicyRef } from "@holdfast/contracts/policy-object";
import type { KubeObject } from "@holdfast/domain/health/kube-object";
import type { ServedResource } from "./discovery";
import type { KubePort, ObjectRef } from "./kube-port";

/** The content hash of the policy version that the last apply put there. */
export const CONTENT_HASH = "holdfast.dev/content-hash";
/** The policy that an object belongs to; an object without it is somebody else's. */
export const POLICY = "holdfast.dev/policy";

/** Where the objects of a kind are, as far as is remembered; undefined when this API server does not serve it. */
export function rememberedKind(kube: KubePort, kind: PolicyKind, isAnew = false): Promise<ServedResource | undefined> {
  const { group, plural, versions } = factsOfKind(kind);
  return kube.find(group, plural, versions, { isAnew });
}

/** The same; what is remembered as absent is asked for again, because an engine may have been installed since. */
export const findPolicyKind = async (kube: KubePort, kind: PolicyKind): Promise<ServedResource | undefined> =>
  (await rememberedKind(kube, kind)) ?? rememberedKind(kube, kind, true);

/** Where the objects of a kind are in the version that an object is written in. */
export async function findWrittenKind(kube: KubePort, kind: PolicyKind, apiVersion: string): Promise<ServedResource | undefined> {
  const { group, plural, versions } = factsOfKind(kind);
  const version = versions[apiVersionsOf(kind).indexOf(apiVersion)];
  return version === undefined ? undefined : kube.find(group, plural, [version], {});
}

/** Whether objects of a resource may be a policy's. */
export const isPolicyResource = ({ group, plural }: { readonly group: string; readonly plural: string }): boolean =>
  group === CONSTRAINTS || Object.values(policyKinds).some((kind) => kind.group === group && kind.plural === plural);

/** An object of a policy, in its namespace where it has one. */
export const policyRef = (resource: ServedResource, { namespace, name }: Pick<PolicyRef, "namespace" | "name">): ObjectRef => ({
  resource,
  namespace,
  name,
});

/** The policy that an object says it belongs to. */
export const ownerPolicy = (object: KubeObject): string | undefined => object.metadata?.annotations?.[POLICY];
