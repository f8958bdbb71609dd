import { type ApiError, conflict, forbidden } from "../api-error";
import type { ClusterApi, WriteOptions } from "../cluster-api";
import type { DeletionRequest, KubeObject } from "../cluster-store";
import type { ResourceType } from "../resource-type";
import { isReadyToVanish, markedForDeletion } from "../store/deletion";
import { DeniedWrite } from "./create-object";
import { liveObject, type WriteTarget } from "./update-object";

/** How to delete, and what the object must be for it. */
export interface DeleteOptions extends DeletionRequest {
  readonly preconditions?: { readonly uid?: string; readonly resourceVersion?: string };
}

/** The answer to a deletion: a Status for what is gone, the object itself for what is still ending. */
export interface Deletion {
  readonly body: object;
  readonly object: KubeObject;
  readonly warnings: readonly string[];
}

/** Kinds whose deletion always answers with the object, as in the real server. */
const ANSWERS_WITH_OBJECT: ReadonlySet<string> = new Set([
  ...["pods", "services", "serviceaccounts", "persistentvolumes", "persistentvolumeclaims", "resourcequotas"],
]);
const PROTECTED = ["default", "kube-system", "kube-public"];

const checkPreconditions = (
  type: ResourceType,
  { metadata }: KubeObject,
  { uid, resourceVersion }: NonNullable<DeleteOptions["preconditions"]>,
) => {
  const subject = { ...type, plural: type.kind };
  if (uid !== undefined && uid !== metadata.uid) {
    const again = "The object might have been deleted and then recreated";
    const text = `the UID in the precondition (${uid}) does not match the UID in record (${metadata.uid}). ${again}`;
    throw preconditionFailed(subject, metadata.name, text);
  }
  if (resourceVersion !== undefined && resourceVersion !== metadata.resourceVersion) {
    const again = "The object might have been modified";
    const text = `the ResourceVersion in the precondition (${resourceVersion}) does not match the ResourceVersion in record (${metadata.resourceVersion}). ${again}`;
    throw preconditionFailed(subject, metadata.name, text);
  }
};

const preconditionFailed = (subject: Pick<ResourceType, "group" | "plural" | "kind">, name: string, text: string): ApiError =>
  conflict(subject, name, text);

const statusOf = ({ group, plural }: ResourceType, { metadata }: KubeObject) => ({
  ...{ kind: "Status", apiVersion: "v1", metadata: {}, status: "Success" },
  details: { name: metadata.name, ...(group === "" ? {} : { group }), kind: plural, uid: metadata.uid },
});

const answer = (type: ResourceType, object: KubeObject, isGone: boolean, warnings: readonly string[]): Deletion => ({
  ...{ object, warnings },
  body: isGone && !ANSWERS_WITH_OBJECT.has(type.key) ? statusOf(type, object) : object,
});

/** DELETE: removes an object, or marks it when finalizers, dependents or a pod's grace period hold it back. */
export function deleteObject(api: ClusterApi, target: WriteTarget, request: DeleteOptions, options: WriteOptions): Deletion {
  const { type, namespace, name } = target;
  const live = liveObject(api, target);
  if (type.key === "namespaces" && PROTECTED.includes(name)) throw forbidden(type, name, "this namespace may not be deleted");
  checkPreconditions(type, live, request.preconditions ?? {});
  const { denial, warnings } = api.admission.decide({
    ...{ operation: "DELETE", type, subresource: "", namespace, name, object: undefined, oldObject: live },
    ...{ isDryRun: options.isDryRun, user: options.user, options: {} },
  });
  if (denial) throw new DeniedWrite(denial, warnings);
  if (options.isDryRun) {
    const marked = markedForDeletion(type.key, live, request, api.now());
    return answer(type, isReadyToVanish(marked) ? live : marked, isReadyToVanish(marked), warnings);
  }
  const result = api.store.delete(type.key, namespace, name, request);
  return result ? answer(type, result.object, result.isGone, warnings) : answer(type, live, true, warnings);
}
