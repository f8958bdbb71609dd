import { networkFence } from "@holdfast/contracts/commands/network-fence";
import { fenceKinds, fenceObject, fenceState, findFence, hasNamespace } from "../kube/fences";
import { aboutObject } from "../objects/about-object";
import { defineCommand, Refused } from "./define-command";
import { objectChange } from "./object-diff";
import { untilNotOvertaken } from "./until-not-overtaken";

/** `network.fence`: puts up one policy that denies, or takes away that one and no other. */
export const fenceNetwork = defineCommand({
  contract: networkFence,
  rbac: [
    ...Object.values(fenceKinds).map(({ group, plural }) => ({
      apiGroups: [group],
      resources: [plural],
      verbs: ["get", "create", "delete"],
    })),
    { apiGroups: [""], resources: ["namespaces"], verbs: ["get"] },
  ],
  async handle({ kube }, { fenced, ...fence }) {
    const ref = await findFence(kube, fence);
    if (!ref) throw new Refused("KindAbsent", `This cluster serves no ${fence.by}.`);
    if (!(await hasNamespace(kube, fence.namespace))) throw new Refused("NotFound", `There is no namespace ${fence.namespace}.`);
    const about = aboutObject(ref);
    return untilNotOvertaken(async () => {
      const live = await kube.read(ref);
      const state = fenceState(fence, live);
      if (state === "other")
        throw new Refused(
          "NotOurs",
          `The ${fence.by} ${fence.namespace}/${ref.name} is not this fence, or was changed since; it is left alone.`,
        );
      if ((state === "stands") === fenced) return { output: { hasChanged: false }, changes: [objectChange(about, live, live)] };
      if (!live) {
        const { body, warnings } = await kube.create(ref, fenceObject(fence, ref));
        return { output: { hasChanged: true }, changes: [objectChange(about, undefined, body, warnings)] };
      }
      const { uid = "", resourceVersion = "" } = live.metadata ?? {};
      await kube.remove(ref, { uid, resourceVersion });
      return { output: { hasChanged: true }, changes: [objectChange(about, live, undefined)] };
    });
  },
});
