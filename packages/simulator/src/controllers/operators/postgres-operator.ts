import type { PostgresInstances } from "../../data/postgres-members";
import { CLUSTERS } from "../../data/postgres-role";
import { equalJson } from "../../kube/store/equal-json";
import { keyOf } from "../../kube/store/object-identity";
import type { ClusterWorld } from "../cluster-world";
import {
  demotionToken,
  firstInstance,
  isPrimary,
  lsnOfToken,
  memberOf,
  PHASES,
  type PostgresCluster,
  type PostgresClusterStatus,
  reportedState,
  wantsPrimary,
} from "./postgres-cluster";

/** PostgreSQL writes its last checkpoint and starts again as a standby. */
const DEMOTION_MS = 900;
/** It ends its recovery, and the operator moves the Service for writers. */
const PROMOTION_MS = 900;
/** A copy of the whole database, over the line between the regions. */
const COPY_MS = 6_000;
const POLL_MS = 250;
/** How often the operator reports what has changed by itself. */
const RESYNC_MS = 2_000;

/** Plays CloudNativePG's operator: what the spec of a Cluster wants comes about, step by step, and its status says how far it is. */
class PostgresOperator {
  private readonly busy = new Set<string>();
  private readonly world: ClusterWorld;
  private readonly instances: PostgresInstances;

  constructor(world: ClusterWorld, instances: PostgresInstances) {
    this.world = world;
    this.instances = instances;
  }

  reconcile(cluster: PostgresCluster): void {
    if (this.busy.has(cluster.metadata.uid)) return;
    const wanted = wantsPrimary(cluster);
    const now = isPrimary(cluster);
    if (cluster.status?.phase === undefined && !wanted) this.copy(cluster);
    else if (now === undefined || now === wanted) this.report(cluster, wanted);
    else if (wanted) this.promote(cluster);
    else this.demote(cluster);
  }

  private report(cluster: PostgresCluster, takesWrites: boolean, more: PostgresClusterStatus = {}): void {
    const timelineID = this.instances.timelineOf(memberOf(cluster));
    const count = cluster.spec.instances ?? 1;
    this.say(cluster, {
      ...{ phase: PHASES.healthy, phaseReason: "", instances: count, readyInstances: count, timelineID },
      ...{ currentPrimary: firstInstance(cluster), targetPrimary: firstInstance(cluster) },
      instancesReportedState: reportedState(cluster, takesWrites, timelineID),
      ...more,
    });
  }

  private demote(cluster: PostgresCluster): void {
    this.say(cluster, { phase: PHASES.waiting, phaseReason: "The primary is being demoted to a replica cluster" });
    this.later(cluster, DEMOTION_MS, (live) => {
      if (wantsPrimary(live)) return true;
      const member = memberOf(live);
      const token = demotionToken(this.instances.lsnOf(member), this.instances.timelineOf(member), this.world.api.now());
      this.report(live, false, { demotionToken: token });
      return true;
    });
  }

  private promote(cluster: PostgresCluster): void {
    const { promotionToken = "" } = cluster.spec.replica ?? {};
    const isNew = promotionToken !== "" && promotionToken !== cluster.status?.lastPromotionToken;
    const until = isNew ? lsnOfToken(promotionToken) : 0;
    const phaseReason = Number.isNaN(until) ? "The promotion token is not of this database" : "";
    this.say(cluster, { phase: PHASES.promoting, phaseReason });
    this.later(cluster, PROMOTION_MS, (live) => {
      if (!wantsPrimary(live) || live.spec.replica?.promotionToken !== cluster.spec.replica?.promotionToken) return true;
      // With a token it takes no writes before it has all that the old primary wrote.
      if (!(Math.floor(this.instances.lsnOf(memberOf(live))) >= until)) return false;
      this.instances.promote(memberOf(live));
      this.report(live, true, { demotionToken: "", ...(isNew ? { lastPromotionToken: promotionToken } : {}) });
      return true;
    });
  }

  /** A replica begins as a copy of the member that it follows. */
  private copy(cluster: PostgresCluster): void {
    this.say(cluster, { phase: PHASES.settingUp, phaseReason: "Creating the copy of the source", instances: 0, readyInstances: 0 });
    this.later(cluster, COPY_MS, (live) => {
      if (!this.instances.copy(memberOf(live), live.spec.replica?.source ?? "")) return false;
      this.report(live, false);
      return true;
    });
  }

  /** Tries again until `act` is through; nothing goes on while the site is lost, and nothing for a Cluster that is gone. */
  private later(cluster: PostgresCluster, delayMs: number, act: (live: PostgresCluster) => boolean): void {
    const { uid, name, namespace = "" } = cluster.metadata;
    this.busy.add(uid);
    const attempt = () => {
      const live = this.world.api.store.get(CLUSTERS, namespace, name) as PostgresCluster | undefined;
      const isOver = live?.metadata.uid !== uid || (this.instances.isOnline(memberOf(live)) && act(live));
      if (!isOver) return void this.world.runtime.after(POLL_MS, attempt);
      this.busy.delete(uid);
      // What was written meanwhile is looked at anew.
      if (live) this.again(keyOf(live));
    };
    this.world.runtime.after(delayMs, attempt);
  }

  /** Has a Cluster reconciled once more. */
  again: (key: string) => void = () => undefined;

  private say({ metadata: { name, namespace = "" } }: PostgresCluster, said: PostgresClusterStatus): void {
    this.world.api.store.update(CLUSTERS, namespace, name, (live) => {
      const old = (live as PostgresCluster).status ?? {};
      const status = Object.fromEntries(Object.entries({ ...old, ...said }).filter(([, value]) => value !== ""));
      return equalJson(status, old) ? live : { ...live, status };
    });
  }
}

/** Brings the CloudNativePG Clusters of a cluster to life, where it has any. */
export function runPostgresOperator(world: ClusterWorld, instances: PostgresInstances): void {
  const { runtime, api } = world;
  const operator = new PostgresOperator(world, instances);
  const enqueue = runtime.controller<PostgresCluster>(CLUSTERS, (cluster) => operator.reconcile(cluster));
  operator.again = enqueue;
  let hasBegun = false;
  const resync = () => {
    for (const each of api.store.list(CLUSTERS)) enqueue(keyOf(each));
    runtime.after(RESYNC_MS, resync);
  };
  runtime.watch(CLUSTERS, () => {
    if (hasBegun) return;
    hasBegun = true;
    runtime.after(RESYNC_MS, resync);
  });
}
