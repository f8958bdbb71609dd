import type { KubeObject } from "@holdfast/domain/health/kube-object";
import { Refused } from "../commands/define-command";
import type { KubePort, ObjectRef } from "../kube/kube-port";

/** Throws Refused `Replaced` when the object is another than the one that was meant, though it has its name. */
export function checkUid(object: KubeObject, { resource, name }: ObjectRef, uid: string): void {
  if (object.metadata?.uid !== uid) throw new Refused("Replaced", `The ${resource.kind} ${name} was replaced by another of the same name.`);
}

/** The object that was meant, by its uid. Throws Refused: `NotFound`, or `Replaced` when another has its name by now. */
export async function readVeryObject<T extends KubeObject>(kube: KubePort, ref: ObjectRef, uid: string): Promise<T> {
  const { resource, namespace, name } = ref;
  const object = await kube.read<T>(ref);
  if (!object) throw new Refused("NotFound", `There is no ${resource.kind} ${namespace === undefined ? "" : `${namespace}/`}${name}.`);
  checkUid(object, ref, uid);
  return object;
}
