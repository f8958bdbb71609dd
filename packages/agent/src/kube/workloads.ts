import type { RestartableKind } from "@holdfast/contracts/commands/workload-restart";
import type { ScalableKind } from "@holdfast/contracts/commands/workload-scale";
import type { KubeObject } from "@holdfast/domain/health/kube-object";
import type { KubePort, ObjectRef } from "./kube-port";

/** A workload whose replicas can be set. */
export interface ScaleRef {
  readonly kind: ScalableKind;
  readonly namespace: string;
  readonly name: string;
}

interface Autoscaler extends KubeObject {
  readonly spec?: { readonly scaleTargetRef?: { readonly kind?: string; readonly name?: string } };
}

const plurals: Readonly<Record<ScalableKind | RestartableKind, string>> = {
  Deployment: "deployments",
  StatefulSet: "statefulsets",
  DaemonSet: "daemonsets",
};

/** The object of a workload. `apps/v1` is served by every version that is alive. */
export const workloadRef = ({ kind, namespace, name }: Omit<ScaleRef, "kind"> & { readonly kind: keyof typeof plurals }): ObjectRef => ({
  resource: { group: "apps", version: "v1", plural: plurals[kind], kind, isNamespaced: true },
  namespace,
  name,
});

/** The name of the HorizontalPodAutoscaler that sets the replicas of a workload, or null. KEDA works through one too. */
export async function ownerAutoscaler(kube: KubePort, { kind, namespace, name }: ScaleRef): Promise<string | null> {
  const resource = await kube.find("autoscaling", "horizontalpodautoscalers", ["v2", "v1"]);
  if (!resource) return null;
  const autoscalers = await kube.list<Autoscaler>(resource, namespace);
  const owner = autoscalers.find(({ spec }) => spec?.scaleTargetRef?.kind === kind && spec.scaleTargetRef.name === name);
  return owner?.metadata?.name ?? null;
}
