import { objectRead } from "@holdfast/contracts/queries/object-read";
import { observedResources } from "@holdfast/contracts/resources";
import { hasStatus } from "../kube/kube-error";
import { findObject } from "../objects/find-object";
import { shownObject } from "../objects/shown-object";
import { defineQuery } from "./define-query";

/** `object.read`: one object as the cluster has it now. What may be listed may be got: the right to read grows by nothing. */
export const readObject = defineQuery({
  contract: objectRead,
  rbac: observedResources.map(({ group, plural }) => ({ apiGroups: [group], resources: [plural], verbs: ["get"] })),
  async handle({ kube, editable }, target) {
    const isEditable = editable.includes(target.resource);
    const refused = (refusal: "NotFound" | "KindAbsent" | "KindForbidden", message: string) => ({
      refusal,
      message,
      object: null,
      isEditable,
    });
    try {
      const ref = await findObject(kube, target);
      if (!ref) return refused("KindAbsent", `This cluster does not serve ${target.resource}.`);
      const object = await kube.read(ref);
      if (!object) return refused("NotFound", `There is no ${ref.resource.kind} ${target.name} any more.`);
      return { refusal: null, message: "", object: shownObject(object), isEditable };
    } catch (cause) {
      if (!hasStatus(cause, 403)) throw cause;
      const remedy = `Name it when the agent's role is made: holdfast-agent rbac --observe ${target.resource} | kubectl apply -f -`;
      return refused("KindForbidden", `The agent's account may not read ${target.resource}. ${remedy}`);
    }
  },
});
