import type { KubeObject } from "@holdfast/domain/health/kube-object";
import { FIELD_MANAGER, type KubePort, type ObjectRef } from "../kube/kube-port";
import { decidedTree, isForeign, isOurApply } from "./foreign-managers";
import { type FieldTree, type ManagedFields, type ManagedObject, managedFieldsOf } from "./managed-object";

/** All that either tree owns. */
const union = (a: FieldTree, b: FieldTree): FieldTree =>
  Object.fromEntries(
    [...new Set([...Object.keys(a), ...Object.keys(b)])].map((element) => [element, union(a[element] ?? {}, b[element] ?? {})]),
  );

/** The entry without what a policy decides; nothing when that was all. */
function released(entry: ManagedFields): ManagedFields[] {
  const kept = Object.fromEntries(Object.entries(entry.fieldsV1 ?? {}).filter(([element]) => !(element in decidedTree(entry.fieldsV1))));
  return Object.keys(kept).length > 0 ? [{ ...entry, fieldsV1: kept }] : [];
}

/** The bookkeeping in which all that others decided is ours, so that our next apply takes away what it does not name. */
export function claimedManagers(entries: readonly ManagedFields[], apiVersion: string): ManagedFields[] {
  const ours = entries.find(isOurApply) ?? { manager: FIELD_MANAGER, operation: "Apply", apiVersion, fieldsType: "FieldsV1" };
  const foreign = entries.filter(isForeign);
  const fieldsV1 = foreign.reduce((tree, entry) => union(tree, decidedTree(entry.fieldsV1)), ours.fieldsV1 ?? {});
  const others = entries.filter((entry) => !isOurApply(entry));
  return [{ ...ours, fieldsV1 }, ...others.flatMap((entry) => (isForeign(entry) ? released(entry) : [entry]))];
}

/** Whether an object was put there by our own apply, also when its marks were taken off. */
export const wasApplied = (object: KubeObject) => managedFieldsOf(object).some(isOurApply);

/**
 * Takes over the fields of a policy's object that others own. No value changes by it; the version read makes it fail when somebody
 * writes at the same time. Returns the object as it is then.
 */
export async function claimFields(kube: KubePort, ref: ObjectRef, live: ManagedObject): Promise<KubeObject> {
  const entries = managedFieldsOf(live);
  if (!entries.some(isForeign)) return live;
  const { body } = await kube.patch<KubeObject>(ref, [
    // A replaced version that is another by now is a conflict; a test that fails would look like an invalid object.
    { op: "replace", path: "/metadata/resourceVersion", value: live.metadata?.resourceVersion ?? "" },
    { op: "replace", path: "/metadata/managedFields", value: claimedManagers(entries, live.apiVersion ?? ref.resource.version) },
  ]);
  return body;
}
