import type { ClusterApi, WriteOptions, WriteResult } from "../cluster-api";
import type { KubeObject, ObjectMeta } from "../cluster-store";
import { decodeBody } from "./decode-body";
import { checkName, requireVersion, updateObject, type WriteTarget } from "./update-object";

/** PUT: the body takes the place of the object. */
export function replaceObject(
  api: ClusterApi,
  target: WriteTarget,
  body: Record<string, unknown>,
  options: WriteOptions,
): WriteResult<KubeObject> {
  const decoded = decodeBody(target.type, body, options);
  const metadata = (decoded.object.metadata ?? {}) as Partial<ObjectMeta>;
  checkName(target, metadata);
  requireVersion(target.type, target.name, metadata);
  return updateObject(api, target, () => ({ object: decoded.object, warnings: decoded.warnings }), options);
}
