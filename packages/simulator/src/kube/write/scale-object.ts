import { ApiError, invalid } from "../api-error";
import type { ClusterApi, WriteOptions, WriteResult } from "../cluster-api";
import type { KubeObject, ObjectMeta } from "../cluster-store";
import { fieldCause } from "../field-cause";
import { selectorText } from "../label-selector";
import type { ResourceType } from "../resource-type";
import type { LabelSelector } from "../types/pod";
import { liveObject, updateObject, type WriteTarget } from "./update-object";

/** How many replicas a workload should have and has: the same form for every kind that can be scaled. */
export interface Scale {
  readonly kind: "Scale";
  readonly apiVersion: "autoscaling/v1";
  readonly metadata: Partial<ObjectMeta>;
  readonly spec: { readonly replicas?: number };
  readonly status: { readonly replicas: number; readonly selector?: string };
}

interface Scalable {
  readonly spec?: { readonly replicas?: number; readonly selector?: LabelSelector };
  readonly status?: { readonly replicas?: number };
}

const SCALE = { group: "autoscaling", kind: "Scale" };

const fieldsOf = (path: string) => path.split(".").filter(Boolean);
const at = (object: unknown, path: string): unknown =>
  fieldsOf(path).reduce<unknown>(
    (value, field) => (typeof value === "object" && value !== null ? Reflect.get(value, field) : undefined),
    object,
  );

const withValue = (object: Readonly<Record<string, unknown>>, fields: readonly string[], value: unknown): Record<string, unknown> => {
  const [field = "", ...rest] = fields;
  const inner = (object[field] ?? {}) as Record<string, unknown>;
  return { ...object, [field]: rest.length === 0 ? value : withValue(inner, rest, value) };
};

const pathsOf = ({ scalePaths }: ResourceType) => scalePaths ?? { spec: ".spec.replicas", status: ".status.replicas" };

const numbersOf = (type: ResourceType, live: KubeObject) => {
  const paths = pathsOf(type);
  const wanted = at(live, paths.spec);
  if (wanted === undefined && type.isCustom) {
    const message = `the spec replicas field ${JSON.stringify(paths.spec)} does not exist`;
    throw new ApiError(500, "InternalError", `Internal error occurred: ${message}`, { causes: [{ message }] });
  }
  return { wanted: Number(wanted ?? 0), running: Number(at(live, paths.status) ?? 0) };
};

/** The scale of an object. Zero replicas are not written, as the real server leaves them out. */
export function scaleOf(type: ResourceType, live: KubeObject): Scale {
  const { name, namespace, uid, resourceVersion, creationTimestamp } = live.metadata;
  const { wanted, running } = numbersOf(type, live);
  const selector = type.scalePaths?.selector ? at(live, type.scalePaths.selector) : selectorText((live as Scalable).spec?.selector);
  return {
    ...{ kind: "Scale", apiVersion: "autoscaling/v1", metadata: { name, namespace, uid, resourceVersion, creationTimestamp } },
    spec: wanted === 0 ? {} : { replicas: wanted },
    status: { replicas: running, ...(typeof selector === "string" && selector !== "" ? { selector } : {}) },
  };
}

/** GET of the scale subresource. */
export const readScale = (api: ClusterApi, target: WriteTarget): Scale => scaleOf(target.type, liveObject(api, target));

/** PUT or PATCH of the scale subresource: `change` makes the new scale of the old one. */
export function writeScale(
  api: ClusterApi,
  target: WriteTarget,
  change: (current: Scale) => Record<string, unknown>,
  options: WriteOptions,
): WriteResult<Scale> {
  const { type, name } = target;
  const result = updateObject(
    api,
    target,
    (live) => {
      const current = scaleOf(type, live);
      const wanted = change(current) as { spec?: { replicas?: number }; metadata?: Partial<ObjectMeta> };
      const replicas = wanted.spec?.replicas ?? 0;
      if (replicas < 0) {
        throw invalid(SCALE, name, [fieldCause.invalid("spec.replicas", replicas, "must be greater than or equal to 0")]);
      }
      const { resourceVersion } = wanted.metadata ?? {};
      const scaled = withValue(live, fieldsOf(pathsOf(type).spec), replicas);
      const metadata = { ...live.metadata, resourceVersion: resourceVersion ?? "" };
      return { object: { ...scaled, metadata }, warnings: [], shown: { object: wanted, oldObject: { ...current } } };
    },
    options,
  );
  return { ...result, object: scaleOf(type, result.object) };
}
