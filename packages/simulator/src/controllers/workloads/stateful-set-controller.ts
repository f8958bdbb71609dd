import { equalJson } from "../../kube/store/equal-json";
import { controllerOf } from "../../kube/store/object-identity";
import type { Pod } from "../../kube/types/pod";
import type { StatefulSet } from "../../kube/types/workload";
import type { ClusterWorld } from "../cluster-world";
import { PodMaker } from "./pod-maker";
import { isActive, isReady } from "./pod-state";
import { templateHash } from "./template-hash";

const STATEFUL_SETS = "statefulsets.apps";
const CLAIMS = "persistentvolumeclaims";
const REVISION_LABEL = "controller-revision-hash";
const POD_LABEL = "statefulset.kubernetes.io/pod-name";
const COMPONENT = "statefulset-controller";

const ordinalOf = ({ metadata }: Pod): number => Number(metadata.name.slice(metadata.name.lastIndexOf("-") + 1));
const revisionOf = ({ metadata, spec }: StatefulSet) => `${metadata.name}-${templateHash(spec.template)}`;
const hasRevision = ({ metadata }: Pod, revision: string) => metadata.labels?.[REVISION_LABEL] === revision;

class StatefulSetController {
  constructor(
    private readonly world: ClusterWorld,
    private readonly maker: PodMaker,
  ) {}

  reconcile(set: StatefulSet): void {
    const pods = this.world.podsByOwner.of(set.metadata.uid).toSorted((a, b) => ordinalOf(a) - ordinalOf(b));
    if (!set.metadata.deletionTimestamp) this.act(set, pods);
    this.writeStatus(set);
  }

  /** Does the next thing: one pod at a time where order matters. */
  private act(set: StatefulSet, pods: readonly Pod[]): void {
    const isOrdered = set.spec.podManagementPolicy !== "Parallel";
    const revision = revisionOf(set);
    for (const finished of pods.filter((pod) => pod.status.phase === "Failed" || pod.status.phase === "Succeeded")) this.remove(finished);
    for (let ordinal = 0; ordinal < set.spec.replicas; ordinal += 1) {
      const pod = pods.find((each) => ordinalOf(each) === ordinal);
      if (!pod && !this.maker.isPutOff(set)) this.create(set, ordinal, revision);
      if (isOrdered && !(pod && isActive(pod) && isReady(pod))) return;
    }
    const surplus = pods.filter((pod) => ordinalOf(pod) >= set.spec.replicas).toReversed();
    for (const pod of isOrdered ? surplus.slice(0, 1) : surplus) this.remove(pod);
    if (surplus.length === 0) this.update(set, pods, revision);
  }

  /** Replaces the pod of the highest number that is of an older template, when all others are well. */
  private update(set: StatefulSet, pods: readonly Pod[], revision: string): void {
    const { type, rollingUpdate } = set.spec.updateStrategy;
    if (type !== "RollingUpdate" || pods.some((pod) => !isActive(pod) || !isReady(pod))) return;
    const outdated = pods.filter((pod) => ordinalOf(pod) >= (rollingUpdate?.partition ?? 0) && !hasRevision(pod, revision));
    const last = outdated.at(-1);
    if (last) this.remove(last);
  }

  private create(set: StatefulSet, ordinal: number, revision: string): void {
    const name = `${set.metadata.name}-${ordinal}`;
    const claims = (set.spec.volumeClaimTemplates ?? []).map((claim) => this.ensureClaim(set, claim, name));
    const labels = { [REVISION_LABEL]: revision, [POD_LABEL]: name, "apps.kubernetes.io/pod-index": String(ordinal) };
    const volumes = [...(set.spec.template.spec.volumes ?? []), ...claims];
    const spec = {
      hostname: name,
      ...(set.spec.serviceName ? { subdomain: set.spec.serviceName } : {}),
      ...(volumes.length > 0 ? { volumes } : {}),
    };
    this.maker.make({ owner: set, template: set.spec.template, name, labels, spec });
  }

  private ensureClaim(set: StatefulSet, { metadata, spec }: NonNullable<StatefulSet["spec"]["volumeClaimTemplates"]>[number], pod: string) {
    const name = `${metadata.name}-${pod}`;
    const { namespace } = set.metadata;
    this.world.api.store.create(CLAIMS, {
      ...{ apiVersion: "v1", kind: "PersistentVolumeClaim" },
      metadata: {
        ...{ name, namespace, labels: { ...set.spec.selector.matchLabels, ...metadata.labels } },
        ...(metadata.annotations ? { annotations: metadata.annotations } : {}),
      },
      spec: { volumeMode: "Filesystem", ...spec },
      status: { phase: "Pending" },
    });
    return { name: metadata.name, persistentVolumeClaim: { claimName: name } };
  }

  private remove({ metadata }: Pod): void {
    if (!metadata.deletionTimestamp) this.world.api.store.delete("pods", metadata.namespace ?? null, metadata.name);
  }

  private writeStatus(set: StatefulSet): void {
    const pods = this.world.podsByOwner.of(set.metadata.uid).filter(isActive);
    const revision = revisionOf(set);
    const updated = pods.filter((pod) => hasRevision(pod, revision)).length;
    const ready = pods.filter(isReady).length;
    const { namespace = null, name } = set.metadata;
    this.world.api.store.update(STATEFUL_SETS, namespace, name, (live) => {
      const current = live as StatefulSet;
      const isDone = updated === pods.length && updated === current.spec.replicas;
      const status = {
        ...{ observedGeneration: current.metadata.generation, replicas: pods.length, availableReplicas: ready },
        ...(ready > 0 ? { readyReplicas: ready } : {}),
        ...(updated > 0 ? { updatedReplicas: updated } : {}),
        currentReplicas: isDone ? updated : pods.length - updated,
        currentRevision: isDone ? revision : (current.status?.currentRevision ?? revision),
        ...{ updateRevision: revision, collisionCount: 0 },
      };
      return equalJson(status, current.status) ? current : { ...current, status };
    });
  }
}

/** Runs StatefulSets: numbered pods with claims of their own, made, changed and removed in order. */
export function runStatefulSets(world: ClusterWorld): void {
  const maker = new PodMaker(world, {
    ...{ resource: STATEFUL_SETS, component: COMPONENT, retry: (key) => enqueue(key) },
    describe: ({ message }, { owner, name }) => `create Pod ${name} in StatefulSet ${owner.metadata.name} failed error: ${message}`,
  });
  const controller = new StatefulSetController(world, maker);
  const enqueue = world.runtime.controller<StatefulSet>(STATEFUL_SETS, (set) => controller.reconcile(set));
  world.runtime.watch("pods", ({ object }) => {
    const owner = controllerOf(object);
    if (owner?.kind === "StatefulSet") enqueue(`${object.metadata.namespace}/${owner.name}`);
  });
}
