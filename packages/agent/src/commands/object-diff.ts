import type { ObjectChange } from "@holdfast/contracts/object-change";
import type { KubeObject } from "@holdfast/domain/health/kube-object";
import { changedFields } from "@holdfast/domain/object/changed-fields";
import { decidedPart } from "@holdfast/domain/object/decided-part";

/** What one write did, or would do, to one object. */
export function objectChange(
  object: { apiVersion: string; kind: string; namespace: string | null; name: string },
  before: KubeObject | undefined,
  after: KubeObject | undefined,
  warnings: readonly string[] = [],
): ObjectChange {
  const fields = changedFields(before ? decidedPart(before) : {}, after ? decidedPart(after) : {});
  const operation = !before ? (after ? "create" : "none") : !after ? "delete" : fields.length > 0 ? "update" : "none";
  // Of a deletion the whole object is the change; its fields would say it again, one by one.
  return { ...object, operation, fields: operation === "delete" ? [] : fields, warnings: [...warnings].slice(0, 20) };
}
