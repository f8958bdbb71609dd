import type { Chaos, ChaosFault } from "@holdfast/contracts/commands/chaos-inject";
import type { ChaosState } from "@holdfast/contracts/queries/chaos-read";
import { type Condition, condition, isTerminating, type KubeObject } from "@holdfast/domain/health/kube-object";
import type { KubePort, ObjectRef } from "./kube-port";

const GROUP = "chaos-mesh.org";
const PODS = { group: "", version: "v1", plural: "pods", kind: "Pod", isNamespaced: true };

const isAboutPods = ({ kind }: ChaosFault) => kind === "pod-kill" || kind === "pod-failure";
const pluralOf = (fault: ChaosFault) => (isAboutPods(fault) ? "podchaos" : "networkchaos");

/** The rights that every look at an experiment needs. */
export const mayReadChaos = [
  { apiGroups: [GROUP], resources: ["podchaos", "networkchaos"], verbs: ["get"] },
  { apiGroups: [""], resources: ["pods"], verbs: ["list"] },
];

/** Where an experiment is or will be; undefined where Chaos Mesh is not there. */
export async function findChaos(
  kube: KubePort,
  { namespace, fault }: Pick<Chaos, "namespace" | "fault">,
  name: string,
): Promise<ObjectRef | undefined> {
  const resource = await kube.find(GROUP, pluralOf(fault), ["v1alpha1"]);
  return resource && { resource, namespace, name };
}

/** How many pods an experiment would be about. */
export async function matchingPods(kube: KubePort, { namespace, pods }: Pick<Chaos, "namespace" | "pods">): Promise<number> {
  const wanted = Object.entries(pods);
  const all = await kube.list<KubeObject>(PODS, namespace);
  return all.filter(({ metadata }) => wanted.every(([key, value]) => metadata?.labels?.[key] === value)).length;
}

function actionOf(fault: ChaosFault): Readonly<Record<string, unknown>> {
  switch (fault.kind) {
    case "pod-kill":
      return { action: "pod-kill" };
    case "pod-failure":
      return { action: "pod-failure" };
    case "network-delay": {
      const jitter = fault.jitterMs === null ? {} : { jitter: `${fault.jitterMs}ms` };
      return { action: "delay", delay: { latency: `${fault.latencyMs}ms`, ...jitter } };
    }
    case "network-loss":
      return { action: "loss", loss: { loss: String(fault.percent) } };
    case "network-partition":
      return { action: "partition", direction: "both" };
  }
}

const LABEL = "holdfast.dev/chaos";

/** The experiment as it is made: it ends by itself. */
export const chaosObject = ({ namespace, pods, fault, mode, durationSeconds }: Chaos, { resource, name }: ObjectRef): KubeObject => ({
  apiVersion: `${resource.group}/${resource.version}`,
  kind: resource.kind,
  metadata: { name, namespace, labels: { [LABEL]: "true", "app.kubernetes.io/managed-by": "holdfast" } },
  spec: {
    ...actionOf(fault),
    mode,
    selector: { namespaces: [namespace], labelSelectors: pods },
    duration: `${durationSeconds}s`,
  },
});

/** Whether Holdfast made it. To take an experiment away is safe whatever somebody changed of it: the pods recover. */
export const isOurChaos = (object: KubeObject): boolean => object.metadata?.labels?.[LABEL] === "true";

interface Experiment extends KubeObject {
  readonly status?: { readonly conditions?: readonly Condition[] };
}

/** How an experiment stands. */
export function chaosState(object: Experiment | undefined): ChaosState {
  const holds = (type: string) => condition(object?.status?.conditions, type)?.status === "True";
  return {
    state: object === undefined ? "absent" : isOurChaos(object) ? "ours" : "other",
    isGoing: object !== undefined && isTerminating(object),
    isSelected: holds("Selected"),
    isInjected: holds("AllInjected"),
    isRecovered: holds("AllRecovered"),
  };
}
