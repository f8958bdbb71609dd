import type { DeletionRequest, KubeObject, PropagationPolicy } from "../cluster-store";
import { timestamp } from "./object-identity";

const FOREGROUND = "foregroundDeletion";
const ORPHAN = "orphan";
const DEFAULT_GRACE_SECONDS = 30;

interface PodLike {
  readonly spec?: { readonly nodeName?: string; readonly terminationGracePeriodSeconds?: number };
  readonly status?: { readonly phase?: string };
}

/** A pod that no kubelet runs has nobody who would end it, so it needs no time for that. */
const graceOf = (resource: string, object: KubeObject, request: DeletionRequest): number => {
  if (resource !== "pods") return 0;
  const { spec, status } = object as KubeObject & PodLike;
  const isRun = Boolean(spec?.nodeName) && !["Succeeded", "Failed"].includes(status?.phase ?? "");
  return isRun ? (request.gracePeriodSeconds ?? spec?.terminationGracePeriodSeconds ?? DEFAULT_GRACE_SECONDS) : 0;
};

const finalizersFor = (object: KubeObject, policy: PropagationPolicy | undefined): readonly string[] => {
  const kept = object.metadata.finalizers ?? [];
  if (policy === "Foreground") return [...new Set([...kept.filter((finalizer) => finalizer !== ORPHAN), FOREGROUND])];
  if (policy === "Orphan") return [...new Set([...kept.filter((finalizer) => finalizer !== FOREGROUND), ORPHAN])];
  return policy === "Background" ? kept.filter((finalizer) => finalizer !== FOREGROUND && finalizer !== ORPHAN) : kept;
};

/** An object with its deletion asked for: when it has to be gone, and who holds it back until then. */
export function markedForDeletion(resource: string, object: KubeObject, request: DeletionRequest, now: Date): KubeObject {
  const grace = graceOf(resource, object, request);
  const { metadata } = object;
  const isShortened = metadata.deletionTimestamp === undefined || grace < (metadata.deletionGracePeriodSeconds ?? 0);
  const finalizers = finalizersFor(object, request.propagationPolicy);
  const marked = {
    ...object,
    metadata: {
      ...metadata,
      ...(finalizers.length > 0 ? { finalizers } : { finalizers: undefined }),
      ...(isShortened ? { deletionTimestamp: timestamp(new Date(now.getTime() + grace * 1000)) } : {}),
      ...(isShortened && resource !== "namespaces" ? { deletionGracePeriodSeconds: grace } : {}),
      // Asking for the deletion counts as a change of the desired state.
      ...(metadata.generation && !metadata.deletionTimestamp ? { generation: metadata.generation + 1 } : {}),
    },
  };
  return resource === "namespaces" ? { ...marked, status: { ...(object.status ?? {}), phase: "Terminating" } } : marked;
}

/** Whether nothing holds an object back that awaits its deletion. */
export function isReadyToVanish(object: KubeObject): boolean {
  const { deletionTimestamp, deletionGracePeriodSeconds = 0, finalizers = [] } = object.metadata;
  if (deletionTimestamp === undefined || finalizers.length > 0 || deletionGracePeriodSeconds > 0) return false;
  const { finalizers: specFinalizers = [] } = (object.spec ?? {}) as { finalizers?: readonly string[] };
  return object.kind !== "Namespace" || specFinalizers.length === 0;
}
