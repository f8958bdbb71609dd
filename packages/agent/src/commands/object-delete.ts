import { DeletableResource, objectDelete } from "@holdfast/contracts/commands/object-delete";
import { observedResources } from "@holdfast/contracts/resources";
import { isTerminating } from "@holdfast/domain/health/kube-object";
import { aboutObject } from "../objects/about-object";
import { findObject } from "../objects/find-object";
import { checkUid } from "../objects/read-very-object";
import { defineCommand, Refused } from "./define-command";
import { objectChange } from "./object-diff";
import { untilNotOvertaken } from "./until-not-overtaken";

const deletable = observedResources.filter(({ key }) => DeletableResource.safeParse(key).success);

/** `object.delete`: the object that was meant, by its uid, in the version that was just read; never one that took its name. */
export const deleteObject = defineCommand({
  contract: objectDelete,
  rbac: deletable.map(({ group, plural }) => ({ apiGroups: [group], resources: [plural], verbs: ["get", "delete"] })),
  async handle({ kube }, { uid, propagation, ...target }) {
    const ref = await findObject(kube, target);
    if (!ref) throw new Refused("KindAbsent", `This cluster does not serve ${target.resource}.`);
    return untilNotOvertaken(async () => {
      const live = await kube.read(ref);
      if (live) checkUid(live, ref, uid);
      if (!live || isTerminating(live)) return { output: { hasChanged: false }, changes: [objectChange(aboutObject(ref), live, live)] };
      await kube.remove(ref, { uid, resourceVersion: live.metadata?.resourceVersion ?? "" }, propagation);
      return { output: { hasChanged: true }, changes: [objectChange(aboutObject(ref), live, undefined)] };
    });
  },
});
