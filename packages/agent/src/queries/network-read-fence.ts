import { networkReadFence } from "@holdfast/contracts/queries/network-read-fence";
import { fenceName } from "@holdfast/domain/plan/fence-name";
import { fenceKinds, fenceState, findFence, hasNamespace, holesBeside } from "../kube/fences";
import { defineQuery } from "./define-query";

/** `network.read-fence`: whether a fence stands as it was put up, and what would let traffic through beside it. */
export const readFence = defineQuery({
  contract: networkReadFence,
  rbac: [
    ...Object.values(fenceKinds).map(({ group, plural }) => ({ apiGroups: [group], resources: [plural], verbs: ["get"] })),
    { apiGroups: [fenceKinds.NetworkPolicy.group], resources: [fenceKinds.NetworkPolicy.plural], verbs: ["list"] },
    { apiGroups: [""], resources: ["namespaces"], verbs: ["get"] },
  ],
  async handle({ kube }, fence) {
    const name = fenceName(fence);
    const ref = await findFence(kube, fence);
    if (!ref) return { isServed: false, hasNamespace: false, name, state: "absent" as const, holes: [] };
    const [isThere, live, holes] = await Promise.all([
      hasNamespace(kube, fence.namespace),
      kube.read(ref),
      holesBeside(kube, fence, ref.resource),
    ]);
    return { isServed: true, hasNamespace: isThere, name, state: fenceState(fence, live), holes };
  },
});
