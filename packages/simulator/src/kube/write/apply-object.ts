import { badRequest, notFound } from "../api-error";
import type { ClusterApi, WriteOptions, WriteResult } from "../cluster-api";
import type { KubeObject, ObjectMeta } from "../cluster-store";
import { applyConfiguration } from "../managed-fields/apply-configuration";
import type { JsonFields } from "../managed-fields/typed-value";
import { timestamp } from "../store/object-identity";
import { createObject } from "./create-object";
import { decodeBody } from "./decode-body";
import { updateObject, type WriteTarget } from "./update-object";

const checkConfiguration = ({ type, name }: WriteTarget, config: Record<string, unknown>): void => {
  const { apiVersion, kind, metadata = {} } = config as { apiVersion?: string; kind?: string; metadata?: Partial<ObjectMeta> };
  if (!apiVersion || !kind) throw badRequest(`Object '${kind ? "apiVersion" : "Kind"}' is missing in '${JSON.stringify(config)}'`);
  if (apiVersion !== type.apiVersion || kind !== type.kind) {
    throw badRequest(
      `Invalid value: ${JSON.stringify(`${apiVersion}, Kind=${kind}`)}: must be of type ${type.apiVersion}, Kind=${type.kind}`,
    );
  }
  if (metadata.name !== undefined && metadata.name !== name) {
    throw badRequest(`the name of the object (${metadata.name}) does not match the name on the URL (${name})`);
  }
  if (metadata.managedFields !== undefined) throw badRequest("metadata.managedFields must be nil");
};

/** What the caller really said, without the defaults that decoding fills in. */
const onlySaid = (decoded: unknown, said: unknown): unknown => {
  if (Array.isArray(decoded) && Array.isArray(said)) return decoded.map((item, i) => onlySaid(item, said[i]));
  if (typeof decoded !== "object" || decoded === null || typeof said !== "object" || said === null) return decoded;
  const entries = Object.entries(decoded).filter(([name]) => Object.hasOwn(said, name));
  return Object.fromEntries(entries.map(([name, value]) => [name, onlySaid(value, Reflect.get(said, name))]));
};

/**
 * PATCH with `application/apply-patch+yaml`: the object is made, or brought, to what the configuration says, as far as it
 * says something; the manager owns exactly these fields from then on.
 */
export function applyObject(
  api: ClusterApi,
  target: WriteTarget,
  config: Record<string, unknown>,
  options: WriteOptions & { readonly isForced: boolean },
): WriteResult<KubeObject> {
  const { type, namespace, name, subresource } = target;
  checkConfiguration(target, config);
  const decoded = decodeBody(type, config, options);
  const said = onlySaid(decoded.object, config) as JsonFields;
  const writer = { manager: options.fieldManager, apiVersion: type.apiVersion, subresource, time: timestamp(api.now()) };
  const hasStatus = type.subresources.includes("status");
  const applied = (live: JsonFields, metadata?: ObjectMeta) =>
    applyConfiguration(
      { live, config: said, managedFields: metadata?.managedFields, schema: type.schema, hasStatus, isForced: options.isForced },
      writer,
    );

  if (!api.store.get(type.key, namespace, name)) {
    if (subresource !== "" || ((config.metadata ?? {}) as Partial<ObjectMeta>).uid) throw notFound(type, name);
    const { managedFields } = applied({});
    const body = { ...decoded.object, metadata: { ...(decoded.object.metadata as object), name } };
    const created = createObject(api, type, namespace, body, { ...options, managedFields });
    return { ...created, warnings: [...decoded.warnings, ...created.warnings] };
  }
  return updateObject(
    api,
    target,
    (live) => {
      const { object, managedFields } = applied(live, live.metadata);
      return { object: decodeBody(type, object, { fieldValidation: "Ignore" }).object, warnings: decoded.warnings, managedFields };
    },
    options,
  );
}
