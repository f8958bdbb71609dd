import { groupVersion, type KubeObject } from "./kube-object";

/** What a cluster is asked to do with an object; the audit asks about what is there, and names no operation. */
export type ReviewOperation = "" | "CREATE" | "UPDATE" | "DELETE";

/** The admission request that a template sees as `input.review`. */
export function reviewOf(object: KubeObject, operation: ReviewOperation): Record<string, unknown> {
  const { name, namespace } = object.metadata;
  const isGone = operation === "DELETE";
  return {
    uid: "",
    kind: { ...groupVersion(object.apiVersion), kind: object.kind },
    resource: { group: "", version: "", resource: "" },
    ...(name ? { name } : {}),
    ...(namespace ? { namespace } : {}),
    operation,
    userInfo: {},
    // Gatekeeper lets templates find what is deleted where they find everything else.
    object,
    oldObject: isGone ? object : null,
    options: null,
  };
}
