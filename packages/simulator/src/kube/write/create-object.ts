import { ApiError, alreadyExists, badRequest, forbidden, notFound } from "../api-error";
import { tracksGeneration } from "../builtin-types";
import type { ClusterApi, WriteOptions, WriteResult } from "../cluster-api";
import type { KubeObject, ManagedFieldsEntry, ObjectDraft, ObjectMeta } from "../cluster-store";
import type { Candidate } from "../kinds/kind-rules";
import { rulesOf } from "../kinds/rules-of";
import { trackUpdate } from "../managed-fields/track-update";
import type { ResourceType } from "../resource-type";
import { nameSuffix, newUid } from "../store/new-identity";
import { timestamp } from "../store/object-identity";
import { checkObject } from "./check-object";
import { decodeBody } from "./decode-body";

const NAMESPACES = { group: "", plural: "namespaces", kind: "Namespace" };

/** Refuses what would be put into a namespace that is not there, or on its way out. */
const checkNamespace = (api: ClusterApi, type: ResourceType, namespace: string | null, name: string): void => {
  if (namespace === null) return;
  const found = api.store.get("namespaces", null, namespace);
  if (!found) throw notFound(NAMESPACES, namespace);
  if (!found.metadata.deletionTimestamp) return;
  const cause = { reason: "NamespaceTerminating", message: `namespace ${namespace} is being terminated`, field: "metadata.namespace" };
  throw forbidden(type, name, `unable to create new content in namespace ${namespace} because it is being terminated`, [cause]);
};

/** The metadata that a caller may choose; the server owns the rest. */
const chosenMetadata = (metadata: Partial<ObjectMeta>, namespace: string | null, random: () => number): Candidate => {
  const { labels, annotations, ownerReferences, finalizers, generateName } = metadata;
  const name = metadata.name || (generateName ? `${generateName}${nameSuffix(random)}` : "");
  const given = { name, generateName, namespace: namespace ?? undefined, labels, annotations, ownerReferences, finalizers };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
};

const checkIdentity = (metadata: Partial<ObjectMeta>, namespace: string | null): void => {
  if (metadata.resourceVersion) throw new ApiError(500, undefined, "resourceVersion should not be set on objects to be created");
  if (metadata.namespace && metadata.namespace !== namespace) {
    throw badRequest("the namespace of the provided object does not match the namespace sent on the request");
  }
};

/** Completes an object: the defaults of its kind, what the server decides, and the status that it starts with. */
export function prepareNew(api: ClusterApi, type: ResourceType, object: Candidate): Candidate {
  const rules = rulesOf(type.key);
  const isAddressTaken = (address: string) =>
    api.store.list("services").some(({ spec }) => (spec as { clusterIP?: string } | undefined)?.clusterIP === address);
  const defaulted = rules.defaults?.(object) ?? object;
  const created = rules.onCreate?.(defaulted, { random: api.random, isAddressTaken }) ?? defaulted;
  if (!type.subresources.includes("status")) return created;
  const { status, ...rest } = created;
  if (type.isCustom) return rest;
  const initial = rules.initialStatus ? rules.initialStatus(created) : {};
  return { ...rest, status: initial ?? status ?? {} };
}

const previewOf = (api: ClusterApi, type: ResourceType, draft: ObjectDraft): KubeObject => {
  const identity = {
    uid: newUid(api.random),
    creationTimestamp: timestamp(api.now()),
    ...(tracksGeneration(type.key) ? { generation: 1 } : {}),
  };
  const { resourceVersion, ...metadata } = { resourceVersion: "", ...identity, ...draft.metadata };
  // A dry run's answer has no version: the object was never stored.
  return { ...draft, metadata: metadata as ObjectMeta };
};

/** POST: a new object, checked as the real server checks it, admitted, and stored unless it is a dry run. */
export function createObject(
  api: ClusterApi,
  type: ResourceType,
  namespace: string | null,
  body: Record<string, unknown>,
  options: WriteOptions & { readonly managedFields?: readonly ManagedFieldsEntry[] },
): WriteResult<KubeObject> {
  const decoded = decodeBody(type, body, options);
  const given = (decoded.object.metadata ?? {}) as Partial<ObjectMeta>;
  checkIdentity(given, namespace);
  checkNamespace(api, type, namespace, given.name ?? "");
  const metadata = chosenMetadata(given, namespace, api.random);
  const object = prepareNew(api, type, { ...decoded.object, metadata });
  const { name = "" } = object.metadata as Partial<ObjectMeta>;
  checkObject(api, type, object);
  const { denial, warnings } = api.admission.decide({
    ...{ operation: "CREATE", type, subresource: "", namespace, name, object, oldObject: undefined },
    ...{ isDryRun: options.isDryRun, user: options.user, options: {} },
  });
  const heard = [...decoded.warnings, ...warnings];
  if (denial) throw new DeniedWrite(denial, heard);
  const draft = withManager(api, type, object, options);
  if (options.isDryRun) {
    if (api.store.get(type.key, namespace, name)) throw alreadyExists(type, name);
    return { object: previewOf(api, type, draft), warnings: heard, isNew: true };
  }
  const created = api.store.create(type.key, draft);
  if (!created) throw alreadyExists(type, name);
  return { object: created, warnings: heard, isNew: true };
}

const withManager = (
  api: ClusterApi,
  type: ResourceType,
  object: Candidate,
  { fieldManager, managedFields: settled }: WriteOptions & { readonly managedFields?: readonly ManagedFieldsEntry[] },
): ObjectDraft => {
  const writer = { manager: fieldManager, apiVersion: type.apiVersion, subresource: "", time: timestamp(api.now()) };
  const hasStatus = type.subresources.includes("status");
  const managedFields =
    settled ?? trackUpdate({ before: {}, after: object, managedFields: undefined, schema: type.schema, hasStatus }, writer);
  // The kind's rules have checked the object, so it has a name, a kind and an apiVersion.
  return { ...object, metadata: { ...(object.metadata as object), managedFields } } as ObjectDraft;
};

/** A refusal by admission, which may come with warnings for the caller. */
export class DeniedWrite extends ApiError {
  constructor(
    denial: ApiError,
    readonly warnings: readonly string[],
  ) {
    super(denial.code, denial.reason, denial.message, denial.details);
  }
}
