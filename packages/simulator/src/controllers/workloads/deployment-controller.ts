import { equalJson } from "../../kube/store/equal-json";
import { controllerOf, keyOf } from "../../kube/store/object-identity";
import type { Deployment, ReplicaSet } from "../../kube/types/workload";
import type { ClusterWorld } from "../cluster-world";
import { controlledBy } from "./create-pod";
import { countRollout, deploymentStatus, isComplete, progressDeadline } from "./deployment-status";
import { nextNewReplicas, nextOldReplicas, type RolloutMember, rolloutBounds, scaleInProportion } from "./rolling-update";
import { HASH_LABEL, templateHash } from "./template-hash";

const DEPLOYMENTS = "deployments.apps";
const REPLICA_SETS = "replicasets.apps";
const REVISION = "deployment.kubernetes.io/revision";
const DESIRED = "deployment.kubernetes.io/desired-replicas";
const MAX = "deployment.kubernetes.io/max-replicas";
const COMPONENT = "deployment-controller";

const revisionOf = ({ metadata }: Deployment | ReplicaSet) => Number(metadata.annotations?.[REVISION] ?? 0);
const memberOf = (set: ReplicaSet): RolloutMember => ({
  ...{ key: set.metadata.name, wanted: set.spec.replicas },
  ...{ actual: set.status?.replicas ?? 0, available: set.status?.availableReplicas ?? 0 },
});

class DeploymentController {
  constructor(private readonly world: ClusterWorld) {}

  reconcile(deployment: Deployment, wakeAt: (atMs: number) => void): void {
    const sets = this.world.replicaSetsByOwner.of(deployment.metadata.uid).filter(({ metadata }) => !metadata.deletionTimestamp);
    const hash = templateHash(deployment.spec.template);
    const existing = sets.find(({ metadata }) => metadata.labels?.[HASH_LABEL] === hash);
    const old = sets.filter((set) => set !== existing).toSorted((a, b) => revisionOf(a) - revisionOf(b));
    if (!deployment.metadata.deletionTimestamp) this.roll(deployment, existing, old, hash);
    this.writeStatus(deployment, hash);
    const deadline = progressDeadline(this.current(deployment) ?? deployment);
    if (deadline !== null) wakeAt(deadline);
  }

  private roll(deployment: Deployment, existing: ReplicaSet | undefined, old: readonly ReplicaSet[], hash: string): void {
    if (deployment.spec.paused || this.wasScaled(deployment, [...(existing ? [existing] : []), ...old])) {
      this.scale(deployment, existing, old);
      return;
    }
    const isRecreating = deployment.spec.strategy.type === "Recreate";
    if (isRecreating && this.hasOldPods(old)) {
      for (const set of old) this.setReplicas(deployment, set, 0);
      return;
    }
    const fresh = existing ?? this.createReplicaSet(deployment, old, hash);
    if (!fresh) return;
    this.markRevision(deployment, fresh, old);
    if (isRecreating) this.setReplicas(deployment, fresh, deployment.spec.replicas);
    else this.rollGradually(deployment, fresh, old);
    if (isComplete(deployment, countRollout(fresh, old))) this.forgetOld(deployment, old);
  }

  private rollGradually(deployment: Deployment, fresh: ReplicaSet, old: readonly ReplicaSet[]): void {
    const { replicas, strategy } = deployment.spec;
    const bounds = rolloutBounds(strategy.rollingUpdate, replicas);
    const active = old.filter(({ spec }) => spec.replicas > 0);
    const wanted = nextNewReplicas(replicas, bounds, memberOf(fresh), old.map(memberOf));
    if (wanted !== fresh.spec.replicas) {
      this.setReplicas(deployment, fresh, wanted);
      return;
    }
    const next = nextOldReplicas(replicas, bounds, memberOf(fresh), active.map(memberOf));
    for (const set of active) this.setReplicas(deployment, set, next.get(set.metadata.name) ?? set.spec.replicas);
  }

  /** A change of the number of replicas is told from a rollout by what the ReplicaSets were last told. */
  private wasScaled({ spec }: Deployment, sets: readonly ReplicaSet[]): boolean {
    const active = sets.filter((set) => set.spec.replicas > 0);
    return active.some(
      ({ metadata }) => metadata.annotations?.[DESIRED] !== undefined && Number(metadata.annotations[DESIRED]) !== spec.replicas,
    );
  }

  private scale(deployment: Deployment, existing: ReplicaSet | undefined, old: readonly ReplicaSet[]): void {
    const { replicas, strategy } = deployment.spec;
    const sets = [...(existing ? [existing] : []), ...old];
    const active = sets.filter(({ spec }) => spec.replicas > 0);
    const only = active.length > 1 ? undefined : (active[0] ?? existing);
    if (only) {
      this.setReplicas(deployment, only, replicas);
      return;
    }
    const { maxSurge } = rolloutBounds(strategy.rollingUpdate, replicas);
    const next = scaleInProportion(active.map(memberOf), replicas > 0 ? replicas + maxSurge : 0);
    for (const set of active) this.setReplicas(deployment, set, next.get(set.metadata.name) ?? set.spec.replicas);
  }

  private hasOldPods(old: readonly ReplicaSet[]): boolean {
    return old.some((set) => set.spec.replicas > 0 || this.world.podsByOwner.count(set.metadata.uid) > 0);
  }

  private createReplicaSet(deployment: Deployment, old: readonly ReplicaSet[], hash: string): ReplicaSet | undefined {
    const { spec, metadata } = deployment;
    const labels = { ...spec.template.metadata?.labels, [HASH_LABEL]: hash };
    const bounds = rolloutBounds(spec.strategy.rollingUpdate, spec.replicas);
    const empty: RolloutMember = { key: "", wanted: 0, actual: 0, available: 0 };
    const replicas = spec.strategy.type === "Recreate" ? spec.replicas : nextNewReplicas(spec.replicas, bounds, empty, old.map(memberOf));
    const created = this.world.api.store.create(REPLICA_SETS, {
      ...{ apiVersion: "apps/v1", kind: "ReplicaSet" },
      metadata: {
        ...{ name: `${metadata.name}-${hash}`, namespace: metadata.namespace, labels, ownerReferences: [controlledBy(deployment)] },
        annotations: {
          [DESIRED]: String(spec.replicas),
          [MAX]: String(spec.replicas + bounds.maxSurge),
          [REVISION]: this.nextRevision(old),
        },
      },
      spec: {
        replicas,
        ...(spec.minReadySeconds ? { minReadySeconds: spec.minReadySeconds } : {}),
        selector: { ...spec.selector, matchLabels: { ...spec.selector.matchLabels, [HASH_LABEL]: hash } },
        template: { ...spec.template, metadata: { ...spec.template.metadata, labels } },
      },
      status: { replicas: 0 },
    });
    if (created) this.tellScaled(deployment, created.metadata.name, 0, replicas);
    return created as ReplicaSet | undefined;
  }

  private nextRevision(old: readonly ReplicaSet[]): string {
    return String(Math.max(0, ...old.map(revisionOf)) + 1);
  }

  /** A template that comes back becomes the newest revision again. */
  private markRevision(deployment: Deployment, fresh: ReplicaSet, old: readonly ReplicaSet[]): void {
    const newest = Math.max(0, ...old.map(revisionOf));
    const revision = String(revisionOf(fresh) > newest ? revisionOf(fresh) : newest + 1);
    this.annotate(REPLICA_SETS, fresh, { [REVISION]: revision });
    this.annotate(DEPLOYMENTS, deployment, { [REVISION]: revision });
  }

  private annotate(resource: string, object: Deployment | ReplicaSet, added: Readonly<Record<string, string>>): void {
    const { namespace = null, name } = object.metadata;
    this.world.api.store.update(resource, namespace, name, (current) => {
      const annotations = { ...current.metadata.annotations, ...added };
      return { ...current, metadata: { ...current.metadata, annotations } };
    });
  }

  private setReplicas(deployment: Deployment, set: ReplicaSet, replicas: number): void {
    const { maxSurge } = rolloutBounds(deployment.spec.strategy.rollingUpdate, deployment.spec.replicas);
    const annotations = { [DESIRED]: String(deployment.spec.replicas), [MAX]: String(deployment.spec.replicas + maxSurge) };
    const { namespace = null, name } = set.metadata;
    this.world.api.store.update(REPLICA_SETS, namespace, name, (current) => ({
      ...current,
      metadata: { ...current.metadata, annotations: { ...current.metadata.annotations, ...annotations } },
      spec: { ...(current as ReplicaSet).spec, replicas },
    }));
    if (set.spec.replicas !== replicas) this.tellScaled(deployment, name, set.spec.replicas, replicas);
  }

  private tellScaled(deployment: Deployment, set: string, from: number, to: number): void {
    const message = `Scaled ${to > from ? "up" : "down"} replica set ${set} from ${from} to ${to}`;
    this.world.events.record(deployment, { type: "Normal", reason: "ScalingReplicaSet", message, component: COMPONENT });
  }

  private forgetOld(deployment: Deployment, old: readonly ReplicaSet[]): void {
    const empty = old.filter((set) => set.spec.replicas === 0 && this.world.podsByOwner.count(set.metadata.uid) === 0);
    const surplus = empty.length - deployment.spec.revisionHistoryLimit;
    for (const { metadata } of empty.slice(0, Math.max(0, surplus))) {
      this.world.api.store.delete(REPLICA_SETS, metadata.namespace ?? null, metadata.name);
    }
  }

  private current({ metadata }: Deployment): Deployment | undefined {
    return this.world.api.store.get(DEPLOYMENTS, metadata.namespace ?? null, metadata.name) as Deployment | undefined;
  }

  private writeStatus(deployment: Deployment, hash: string): void {
    const { store, now } = this.world.api;
    const sets = this.world.replicaSetsByOwner.of(deployment.metadata.uid);
    const fresh = sets.find(({ metadata }) => metadata.labels?.[HASH_LABEL] === hash);
    const { namespace = null, name } = deployment.metadata;
    store.update(DEPLOYMENTS, namespace, name, (current) => {
      const live = current as Deployment;
      const status = deploymentStatus(
        live,
        fresh,
        sets.filter((set) => set !== fresh),
        now(),
      );
      return equalJson(status, live.status) ? live : { ...live, status };
    });
  }
}

/** Rolls Deployments out through ReplicaSets: gradually within their bounds, or at once, and says how far it is. */
export function runDeployments(world: ClusterWorld): void {
  const { runtime, api } = world;
  const controller = new DeploymentController(world);
  const alarms = new Map<string, () => void>();
  const enqueue = runtime.controller<Deployment>(DEPLOYMENTS, (deployment) => {
    const key = keyOf(deployment);
    alarms.get(key)?.();
    alarms.delete(key);
    controller.reconcile(deployment, (atMs) => {
      const cancel = runtime.after(atMs - api.now().getTime(), () => enqueue(key));
      alarms.set(key, cancel);
    });
  });
  runtime.watch(REPLICA_SETS, ({ object }) => {
    const owner = controllerOf(object);
    if (owner?.kind === "Deployment") enqueue(`${object.metadata.namespace}/${owner.name}`);
  });
  // A Recreate waits for the last old pod to be gone, which no ReplicaSet's numbers show.
  runtime.watch("pods", ({ type, object }) => {
    const set = type === "DELETED" ? controllerOf(object) : undefined;
    const owner = set?.kind === "ReplicaSet" ? api.store.get(REPLICA_SETS, object.metadata.namespace ?? null, set.name) : undefined;
    const deployment = owner && controllerOf(owner);
    if (deployment) enqueue(`${object.metadata.namespace}/${deployment.name}`);
  });
}
