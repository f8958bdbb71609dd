import type { KubeObject } from "@holdfast/domain/health/kube-object";

const TEMPLATE_HASH = "pod-template-hash";

/** What made an object: its controller, and for what a ReplicaSet of a Deployment made, the Deployment. Null where nobody did. */
export function workloadOf({ metadata }: KubeObject): { kind: string; name: string } | null {
  const owner = metadata?.ownerReferences?.find(({ controller }) => controller);
  if (!owner?.kind || !owner.name) return null;
  const hash = metadata?.labels?.[TEMPLATE_HASH];
  const isOfDeployment = owner.kind === "ReplicaSet" && hash !== undefined && owner.name.endsWith(`-${hash}`);
  return isOfDeployment ? { kind: "Deployment", name: owner.name.slice(0, -hash.length - 1) } : { kind: owner.kind, name: owner.name };
}
