import { badRequest, conflict, invalid, notFound, staleVersion } from "../api-error";
import type { ClusterApi, WriteOptions, WriteResult } from "../cluster-api";
import type { KubeObject, ManagedFieldsEntry, ObjectMeta } from "../cluster-store";
import { fieldCause } from "../field-cause";
import type { Candidate } from "../kinds/kind-rules";
import { rulesOf } from "../kinds/rules-of";
import { trackUpdate } from "../managed-fields/track-update";
import type { ResourceType } from "../resource-type";
import { equalJson } from "../store/equal-json";
import { timestamp } from "../store/object-identity";
import { checkObject } from "./check-object";
import { DeniedWrite } from "./create-object";

/** Which object is written, and through which door: the main resource (empty) or a subresource. */
export interface WriteTarget {
  readonly type: ResourceType;
  readonly namespace: string | null;
  readonly name: string;
  readonly subresource: string;
}

/** A new state for an object, and whether its field managers have been settled already, as an apply does. */
export interface NextState {
  readonly object: Candidate;
  readonly warnings: readonly string[];
  readonly managedFields?: readonly ManagedFieldsEntry[];
  /** What admission is shown, when a subresource has a form of its own. */
  readonly shown?: { readonly object: Candidate; readonly oldObject: Candidate };
}

/** The stored object, or a 404. */
export function liveObject(api: ClusterApi, { type, namespace, name }: Pick<WriteTarget, "type" | "namespace" | "name">): KubeObject {
  const live = api.store.get(type.key, namespace, name);
  if (!live) throw notFound(type, name);
  // A custom resource answers in the version in which it is asked for.
  return live.apiVersion === type.apiVersion ? live : { ...live, apiVersion: type.apiVersion };
}

/** Refuses (400) a body that names another object than its path. */
export function checkName({ namespace, name }: WriteTarget, given: Partial<ObjectMeta>): void {
  if (given.name !== undefined && given.name !== name) {
    throw badRequest(`the name of the object (${given.name}) does not match the name on the URL (${name})`);
  }
  if (given.namespace !== undefined && given.namespace !== (namespace ?? "")) {
    throw badRequest(`the namespace of the object (${given.namespace}) does not match the namespace on the URL (${namespace ?? ""})`);
  }
}

const checkIdentity = (target: WriteTarget, given: Partial<ObjectMeta>, live: KubeObject): void => {
  const { type, namespace, name } = target;
  checkName(target, given);
  if (given.uid && given.uid !== live.metadata.uid) {
    const detail = `Precondition failed: UID in precondition: ${given.uid}, UID in object meta: ${live.metadata.uid}`;
    const key = `/registry/${type.plural}/${namespace ?? ""}/${name}`;
    throw conflict(type, name, `StorageError: invalid object, Code: 4, Key: ${key}, ResourceVersion: 0, AdditionalErrorMsg: ${detail}`);
  }
  if (given.resourceVersion && given.resourceVersion !== live.metadata.resourceVersion) throw staleVersion(type, name);
};

/** The caller chooses labels, annotations, owners and finalizers; everything else stays as the server has it. */
const mergedMetadata = (given: Partial<ObjectMeta>, live: ObjectMeta): ObjectMeta => {
  const { labels, annotations, ownerReferences, finalizers, ...kept } = live;
  const chosen = Object.entries({
    ...{ labels: given.labels, annotations: given.annotations },
    ...{ ownerReferences: given.ownerReferences, finalizers: given.finalizers },
  }).filter(([, value]) => value !== undefined && Object.keys(value).length > 0);
  return { ...kept, ...Object.fromEntries(chosen) };
};

/** What a door lets through: the main resource everything but status, the status subresource hardly more than status. */
const throughDoor = ({ type, subresource }: WriteTarget, next: Candidate, live: KubeObject): KubeObject => {
  const metadata = mergedMetadata((next.metadata ?? {}) as Partial<ObjectMeta>, live.metadata);
  if (subresource === "status") {
    const { labels, ...others } = metadata;
    const kept = type.isCustom ? live.metadata : { ...others, ...(live.metadata.labels ? { labels: live.metadata.labels } : {}) };
    return { ...live, metadata: kept, status: next.status };
  }
  const hasStatus = type.subresources.includes("status");
  const object = { ...next, metadata } as KubeObject;
  if (!hasStatus) return object;
  const { status: _, ...rest } = object;
  return live.status === undefined ? (rest as KubeObject) : ({ ...rest, status: live.status } as KubeObject);
};

const isReset = (entries: readonly ManagedFieldsEntry[] | undefined) => entries?.every((entry) => Object.keys(entry).length === 0) === true;

const settledManagers = (api: ClusterApi, target: WriteTarget, live: KubeObject, next: KubeObject, state: NextState, manager: string) => {
  if (state.managedFields) return state.managedFields;
  const given = ((state.object.metadata ?? {}) as Partial<ObjectMeta>).managedFields;
  const writer = { manager, apiVersion: target.type.apiVersion, subresource: target.subresource, time: timestamp(api.now()) };
  const hasStatus = target.type.subresources.includes("status");
  const managedFields = isReset(given) ? undefined : given?.length ? given : live.metadata.managedFields;
  return trackUpdate({ before: live, after: next, managedFields, schema: target.type.schema, hasStatus }, writer);
};

const withoutManagers = (object: KubeObject) => ({ ...object, metadata: { ...object.metadata, managedFields: undefined } });

/**
 * Replaces an object: by a PUT, a patch or an apply, as `change` decides. A version or uid that is not the live one is a
 * conflict (409); a change that changes nothing writes nothing.
 */
export function updateObject(
  api: ClusterApi,
  target: WriteTarget,
  change: (live: KubeObject) => NextState,
  options: WriteOptions,
): WriteResult<KubeObject> {
  const { type, namespace, name } = target;
  const live = liveObject(api, target);
  const state = change(live);
  checkIdentity(target, (state.object.metadata ?? {}) as Partial<ObjectMeta>, live);
  const passed = throughDoor(target, state.object, live);
  const next = (rulesOf(type.key).defaults?.(passed) ?? passed) as KubeObject;
  if (target.subresource !== "status") checkObject(api, type, next, live);
  const { denial, warnings } = api.admission.decide({
    ...{ operation: "UPDATE", type, subresource: target.subresource, namespace, name },
    ...(state.shown ?? { object: next, oldObject: live }),
    ...{ isDryRun: options.isDryRun, user: options.user, options: {} },
  });
  const heard = [...state.warnings, ...warnings];
  if (denial) throw new DeniedWrite(denial, heard);
  const managedFields = settledManagers(api, target, live, next, state, options.fieldManager);
  const isSame = equalJson(withoutManagers(next), withoutManagers(live)) && equalJson(managedFields, live.metadata.managedFields);
  if (isSame) return { object: live, warnings: heard, isNew: false };
  const managed = {
    ...next,
    metadata: { ...next.metadata, ...(managedFields?.length ? { managedFields } : { managedFields: undefined }) },
  };
  if (options.isDryRun) return { object: api.store.preview(type.key, live, managed), warnings: heard, isNew: false };
  const stored = api.store.update(type.key, namespace, name, () => managed);
  return { object: stored ?? managed, warnings: heard, isNew: false };
}

/** A PUT of a custom resource has to say which version it replaces. */
export function requireVersion(type: ResourceType, name: string, metadata: Partial<ObjectMeta>): void {
  if (!type.isCustom || metadata.resourceVersion) return;
  const cause = fieldCause.invalid("metadata.resourceVersion", 0, "must be specified for an update");
  throw invalid({ group: type.group, kind: type.plural }, name, [cause]);
}
