import type { BackendWeight } from "@holdfast/contracts/commands/gateway-shift-weights";
import type { IstioWeight } from "@holdfast/contracts/commands/istio-shift-weights";
import type { JsonObject } from "@holdfast/contracts/json";
import type { ChaosState } from "@holdfast/contracts/queries/chaos-read";
import type { PatroniMemberFacts } from "@holdfast/contracts/queries/patroni-read";
import type { BackupFacts, RestoreFacts } from "@holdfast/contracts/queries/velero-read-restore";
import type { Warrant } from "@holdfast/contracts/warrant";
import type { z } from "zod";
import type { FakeFields } from "./field-objects";

/** A workload of a fake cluster. `ready` follows `replicas` after `readyAfterMs`, or never when that is null. */
export interface FakeWorkload {
  replicas: number;
  ready: number;
  readyAfterMs: number | null;
  autoscaler: string | null;
  gitOpsOwner: string | null;
  perReplica: { cpuMillis: number; memoryBytes: number };
}

/** A route of a fake mesh. */
export interface FakeRoute {
  weights: z.infer<typeof IstioWeight>[];
}

/** A rule of a fake HTTPRoute and what its gateways say. */
export interface FakeRule {
  weights: z.infer<typeof BackendWeight>[];
  parents: { name: string; isAccepted: boolean; hasResolvedRefs: boolean; isObserved: boolean }[];
}

/** A Job of a fake cluster, which ends when a test says so. */
export interface FakeJob {
  state: "running" | "complete" | "failed";
  said: string;
}

/** What goes wrong between the hub and an agent, until it is changed back. */
export interface FakeFaults {
  isConnected: boolean;
  /** `lost`: executed, and nobody hears of it. `unknown…`: the agent died before or after the effect. */
  receipts: "sent" | "lost" | "unknownBefore" | "unknownAfter";
  /** Every command arrives this often. */
  deliveries: number;
  executeAfterMs: number;
  /** The API server's answer to the next command, instead of an effect. */
  refuseNext: { reason: string; message: string } | null;
  failNext: { reason: string; message: string } | null;
}

/** One cluster of the fake world. */
export interface FakeCluster {
  readonly id: string;
  readonly name: string;
  readonly workloads: Map<string, FakeWorkload>;
  readonly routes: Map<string, FakeRoute>;
  readonly rules: Map<string, FakeRule>;
  /** Objects of which a command sets declared fields, by `fieldsKey`. */
  readonly objects: Map<string, FakeFields>;
  /** The CronJobs that are there, and the Jobs that were made. */
  readonly cronJobs: Set<string>;
  readonly jobs: Map<string, FakeJob>;
  /** The fences of a cluster, by namespace and name, and the policies that let traffic in beside them. */
  readonly fences: Map<string, "stands" | "other">;
  readonly holes: Set<string>;
  /** The newest backup of Velero, and the Restores that were made. */
  backup: BackupFacts | null;
  readonly restores: Map<string, RestoreFacts>;
  /** The experiments of Chaos Mesh, and how many pods one would be about. */
  readonly experiments: Map<string, Omit<ChaosState, "state">>;
  matchingPods: number;
  /** What a Patroni and a Vault say of themselves; null where none is named. */
  patroni: PatroniMemberFacts[] | null;
  vault: { mode: string; state: string; connectedPrimaries: number; hasCredential: boolean } | null;
  /** What a URL answers from inside; absent ones are unreachable. */
  readonly pages: Map<string, { status: number } | "OriginNotAllowed" | "NameUnknown">;
  /** What Prometheus answers to a query: one number, several, or its own refusal. */
  readonly metrics: Map<string, number[] | { error: string }>;
  hasPrometheus: boolean;
  /** What a PostgreSQL answers to a question: a number, no row, or why not; null where none is named. */
  sql: Map<string, number | null | { readonly trouble: string; readonly isRefused?: true }> | null;
  /** Objects that can be read whole, as `resource namespace/name`. */
  readonly things: Map<string, JsonObject>;
  /** The agent's last sign of life; of a connected one it is now. */
  lastHeartbeatAt: Date | null;
  readonly absentKinds: Set<string>;
  readonly missingAccess: Set<string>;
  /** What the agent may finish by itself: the warrant that it holds, not proven. */
  warrant: Warrant | null;
  clockSkewMs: number;
  protocol: number;
  readonly faults: FakeFaults;
}

/** A change that really happened in a cluster. */
export interface FakeEffect {
  readonly clusterId: string;
  readonly idempotencyKey: string;
  readonly object: string;
  readonly value: string;
}

/** Clusters in memory, and everything that was done to them. */
export interface FakeWorld {
  readonly clusters: Map<string, FakeCluster>;
  readonly effects: FakeEffect[];
}

export const aWorkload = (replicas: number, more: Partial<FakeWorkload> = {}): FakeWorkload => ({
  replicas,
  ready: replicas,
  readyAfterMs: 0,
  autoscaler: null,
  gitOpsOwner: null,
  perReplica: { cpuMillis: 100, memoryBytes: 64 * 2 ** 20 },
  ...more,
});

export const aRoute = (shares: Record<string, number>): FakeRoute => ({
  weights: Object.entries(shares).map(([host, weight]) => ({ host, subset: null, weight })),
});

export const aRule = (shares: Record<string, number>, parents: FakeRule["parents"] = []): FakeRule => ({
  weights: Object.entries(shares).map(([name, weight]) => ({ name, namespace: null, port: null, weight })),
  parents,
});

/** A connected cluster with nothing in it. */
export const aCluster = (id: string, name: string): FakeCluster => ({
  id,
  name,
  workloads: new Map(),
  routes: new Map(),
  rules: new Map(),
  objects: new Map(),
  cronJobs: new Set(),
  jobs: new Map(),
  fences: new Map(),
  holes: new Set(),
  backup: null,
  restores: new Map(),
  experiments: new Map(),
  matchingPods: 3,
  patroni: null,
  vault: null,
  pages: new Map(),
  metrics: new Map(),
  sql: null,
  hasPrometheus: true,
  things: new Map(),
  lastHeartbeatAt: null,
  absentKinds: new Set(),
  missingAccess: new Set(),
  warrant: null,
  clockSkewMs: 0,
  protocol: 1,
  faults: { isConnected: true, receipts: "sent", deliveries: 1, executeAfterMs: 0, refuseNext: null, failNext: null },
});

/** A world of these clusters. */
export const aWorld = (...clusters: FakeCluster[]): FakeWorld => ({
  clusters: new Map(clusters.map((cluster) => [cluster.id, cluster])),
  effects: [],
});

/** Everything that can be seen from outside, to compare two worlds by. */
export const worldState = (world: FakeWorld) =>
  [...world.clusters.values()].map((cluster) => ({
    name: cluster.name,
    workloads: Object.fromEntries([...cluster.workloads].map(([name, workload]) => [name, `${workload.ready}/${workload.replicas}`])),
    routes: Object.fromEntries(
      [...cluster.routes].map(([name, route]) => [name, route.weights.map((share) => `${share.host}=${share.weight}`)]),
    ),
    rules: Object.fromEntries(
      [...cluster.rules].map(([name, rule]) => [name, rule.weights.map((share) => `${share.name}=${share.weight}`)]),
    ),
    fences: [...cluster.fences.keys()],
    objects: Object.fromEntries([...cluster.objects].map(([name, object]) => [name, JSON.stringify(object.values)])),
  }));
