import type { DrainedPod } from "@holdfast/contracts/queries/node-drain-plan";
import type { KubeObject } from "@holdfast/domain/health/kube-object";
import type { ServedResource } from "../kube/discovery";
import type { KubePort } from "../kube/kube-port";

/** What a drain reads of a pod. */
export interface PodOnNode extends KubeObject {
  readonly spec?: { readonly volumes?: readonly { readonly emptyDir?: object }[] };
  readonly status?: { readonly phase?: string };
}

/** The static pods of a node are shown by this annotation; their files on the node make them anew whatever is deleted. */
const MIRROR = "kubernetes.io/config.mirror";

/** How people know a pod. */
export const podName = ({ metadata }: KubeObject): string => `${metadata?.namespace ?? ""}/${metadata?.name ?? ""}`;

/** Whether a pod would stay, and what it would cost if it went. A pod that has finished costs nothing. */
export function fateOf(pod: PodOnNode): Pick<DrainedPod, "controller" | "keptBy" | "risks"> {
  const owner = pod.metadata?.ownerReferences?.find(({ controller }) => controller === true);
  const controller = owner ? `${owner.kind ?? ""} ${owner.name ?? ""}` : null;
  if (pod.metadata?.annotations?.[MIRROR] !== undefined) return { controller, keptBy: "Mirror", risks: [] };
  if (owner?.kind === "DaemonSet") return { controller, keptBy: "DaemonSet", risks: [] };
  if (pod.status?.phase === "Succeeded" || pod.status?.phase === "Failed") return { controller, keptBy: null, risks: [] };
  const hasLocalData = pod.spec?.volumes?.some(({ emptyDir }) => emptyDir !== undefined && emptyDir !== null) === true;
  return { controller, keptBy: null, risks: [...(owner ? [] : ["Unmanaged" as const]), ...(hasLocalData ? ["LocalData" as const] : [])] };
}

/** Pods, as every API server serves them. */
export const pods: ServedResource = { group: "", version: "v1", plural: "pods", kind: "Pod", isNamespaced: true };

/** Every pod that is bound to a node, the ended ones too. */
export const podsOn = (kube: KubePort, node: string): Promise<PodOnNode[]> =>
  kube.list<PodOnNode>(pods, undefined, `spec.nodeName=${node}`);
