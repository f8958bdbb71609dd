import { equalJson } from "../../kube/store/equal-json";
import { controllerOf } from "../../kube/store/object-identity";
import type { Node } from "../../kube/types/node";
import type { Pod, Toleration } from "../../kube/types/pod";
import type { DaemonSet } from "../../kube/types/workload";
import type { ClusterWorld } from "../cluster-world";
import { tolerates } from "../pods/node-fit";
import { PodMaker } from "./pod-maker";
import { isActive, isReady } from "./pod-state";
import { resolveCount } from "./rolling-update";
import { templateHash } from "./template-hash";

const DAEMON_SETS = "daemonsets.apps";
const COMPONENT = "daemonset-controller";
const REVISION_LABEL = "controller-revision-hash";

const always = (key: string, effect: string): Toleration => ({ key, operator: "Exists", effect });
/** What the pods of DaemonSets put up with: they belong to the node, whatever its state. */
const TOLERATIONS: readonly Toleration[] = [
  always("node.kubernetes.io/not-ready", "NoExecute"),
  always("node.kubernetes.io/unreachable", "NoExecute"),
  always("node.kubernetes.io/disk-pressure", "NoSchedule"),
  always("node.kubernetes.io/memory-pressure", "NoSchedule"),
  always("node.kubernetes.io/pid-pressure", "NoSchedule"),
  always("node.kubernetes.io/unschedulable", "NoSchedule"),
];

const isMeant = ({ spec: { template } }: DaemonSet, { metadata, spec }: Node): boolean => {
  const selector = Object.entries(template.spec.nodeSelector ?? {});
  if (!selector.every(([key, value]) => metadata.labels?.[key] === value)) return false;
  const tolerations = [...(template.spec.tolerations ?? []), ...TOLERATIONS];
  const NEW = ["node.kubernetes.io/not-ready", "node.kubernetes.io/unreachable"];
  return (spec?.taints ?? []).every(
    (taint) =>
      taint.effect === "PreferNoSchedule" || NEW.includes(taint.key) || tolerations.some((toleration) => tolerates(toleration, taint)),
  );
};

class DaemonSetController {
  constructor(
    private readonly world: ClusterWorld,
    private readonly maker: PodMaker,
  ) {}

  reconcile(set: DaemonSet): void {
    const nodes = (this.world.api.store.list("nodes") as readonly Node[]).filter((node) => isMeant(set, node));
    const pods = this.world.podsByOwner.of(set.metadata.uid);
    if (!set.metadata.deletionTimestamp) this.act(set, nodes, pods);
    this.writeStatus(set, nodes);
  }

  private act(set: DaemonSet, nodes: readonly Node[], pods: readonly Pod[]): void {
    const byNode = new Map(pods.map((pod) => [pod.spec.nodeName ?? "", pod]));
    const revision = templateHash(set.spec.template);
    for (const node of nodes) if (!byNode.has(node.metadata.name) && !this.maker.isPutOff(set)) this.create(set, node, revision);
    const wanted = new Set(nodes.map(({ metadata }) => metadata.name));
    for (const pod of pods) {
      const isOver = pod.status.phase === "Failed" || pod.status.phase === "Succeeded";
      if (!wanted.has(pod.spec.nodeName ?? "") || isOver) this.remove(pod);
    }
    this.update(set, pods.filter(isActive), nodes.length, revision);
  }

  private update(set: DaemonSet, active: readonly Pod[], nodes: number, revision: string): void {
    if (set.spec.updateStrategy.type !== "RollingUpdate") return;
    const missing = nodes - active.filter(isReady).length;
    const allowed = Math.max(1, resolveCount(set.spec.updateStrategy.rollingUpdate?.maxUnavailable ?? 1, nodes, "up")) - missing;
    const outdated = active.filter(({ metadata }) => metadata.labels?.[REVISION_LABEL] !== revision);
    const broken = outdated.filter((pod) => !isReady(pod));
    for (const pod of [...broken, ...outdated.filter(isReady).slice(0, Math.max(0, allowed))]) this.remove(pod);
  }

  private create(set: DaemonSet, node: Node, revision: string): void {
    const { spec: template } = set.spec.template;
    const spec = { nodeName: node.metadata.name, tolerations: [...(template.tolerations ?? []), ...TOLERATIONS] };
    const wanted = {
      owner: set,
      template: set.spec.template,
      prefix: `${set.metadata.name}-`,
      labels: { [REVISION_LABEL]: revision },
      spec,
    };
    this.maker.make(wanted);
  }

  private remove({ metadata }: Pod): void {
    if (!metadata.deletionTimestamp) this.world.api.store.delete("pods", metadata.namespace ?? null, metadata.name);
  }

  private writeStatus(set: DaemonSet, nodes: readonly Node[]): void {
    const pods = this.world.podsByOwner.of(set.metadata.uid).filter(isActive);
    const revision = templateHash(set.spec.template);
    const ready = pods.filter(isReady).length;
    const { namespace = null, name } = set.metadata;
    this.world.api.store.update(DAEMON_SETS, namespace, name, (live) => {
      const status = {
        ...{ currentNumberScheduled: pods.length, numberMisscheduled: 0, desiredNumberScheduled: nodes.length, numberReady: ready },
        observedGeneration: live.metadata.generation,
        updatedNumberScheduled: pods.filter(({ metadata }) => metadata.labels?.[REVISION_LABEL] === revision).length,
        ...(ready > 0 ? { numberAvailable: ready } : {}),
        ...(nodes.length > ready ? { numberUnavailable: nodes.length - ready } : {}),
      };
      return equalJson(status, live.status) ? live : { ...live, status };
    });
  }
}

/** Runs DaemonSets: a pod on every node that is meant, whatever the scheduler thinks. */
export function runDaemonSets(world: ClusterWorld): void {
  const { runtime, api } = world;
  const maker = new PodMaker(world, { resource: DAEMON_SETS, component: COMPONENT, retry: (key) => enqueue(key) });
  const controller = new DaemonSetController(world, maker);
  const enqueue = runtime.controller<DaemonSet>(DAEMON_SETS, (set) => controller.reconcile(set));
  runtime.watch("pods", ({ object }) => {
    const owner = controllerOf(object);
    if (owner?.kind === "DaemonSet") enqueue(`${object.metadata.namespace}/${owner.name}`);
  });
  runtime.watch("nodes", ({ type, object, previous }) => {
    const before = previous as Node | undefined;
    const isSame =
      type === "MODIFIED" && equalJson(before?.spec, object.spec) && equalJson(before?.metadata.labels, object.metadata.labels);
    if (isSame) return;
    for (const { metadata } of api.store.list(DAEMON_SETS)) enqueue(`${metadata.namespace}/${metadata.name}`);
  });
}
