import type { KubeObject } from "@holdfast/domain/health/kube-object";
import { type Done, Refused } from "../commands/define-command";
import { untilNotOvertaken } from "../commands/until-not-overtaken";
import type { KubePort, ObjectRef, PatchOperation } from "../kube/kube-port";
import { aboutObject } from "./about-object";
import { readVeryObject } from "./read-very-object";

/** What is read of a node. */
export interface Node extends KubeObject {
  readonly spec?: { readonly unschedulable?: boolean };
}

const POINTER = "/spec/unschedulable";

/** The way to a node. Throws Refused `NotFound` where nodes are not served. */
export async function nodeRef(kube: KubePort, name: string): Promise<ObjectRef> {
  const resource = await kube.find("", "nodes", ["v1"]);
  if (!resource) throw new Refused("NotFound", "This cluster does not serve nodes.");
  return { resource, name };
}

/** Sets whether new pods may come onto a node, and reports what was. As it is already is success. */
export async function setCordon(
  kube: KubePort,
  { name, uid }: { readonly name: string; readonly uid: string },
  isCordoned: boolean,
): Promise<Done<{ hasChanged: boolean }>> {
  const ref = await nodeRef(kube, name);
  const about = aboutObject(ref);
  return untilNotOvertaken(async () => {
    const live = await readVeryObject<Node>(kube, ref, uid);
    const before = live.spec?.unschedulable === true;
    if (before === isCordoned)
      return { output: { hasChanged: false }, changes: [{ ...about, operation: "none", fields: [], warnings: [] }] };
    const operation: PatchOperation = isCordoned ? { op: "add", path: POINTER, value: true } : { op: "remove", path: POINTER };
    const { warnings } = await kube.patch<Node>(ref, [{ op: "test", path: "/metadata/uid", value: uid }, operation]);
    const fields = [{ path: POINTER, before, after: isCordoned }];
    return { output: { hasChanged: true }, changes: [{ ...about, operation: "update", fields, warnings }] };
  });
}
