import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import type { Database } from "@holdfast/db/database";
import { type BenchAgent, startAgent } from "../stage/agent";
import { type BenchHub, startHub } from "../stage/hub";
import { familySeconds, usageOf } from "../stage/process-usage";
import { build, ownProgram, type Program, startProgram } from "../stage/program";
import type { Stage } from "../stage/stage";
import { startServer } from "../stage/store";
import { type BareRead, bareRead } from "./bare-read";
import { CLUSTER } from "./large-cluster";

/** A large cluster whose whole inventory is on a hub, and how long that took. */
export interface SyncedCluster {
  readonly db: Database;
  readonly hub: BenchHub;
  readonly agent: BenchAgent;
  readonly cluster: Program;
  /** From the agent's hello to the hub's proof that it holds every object and none too many, in seconds. */
  readonly seconds: number;
  readonly objects: number;
  /** Time on a core that the synchronisation took, by process, in seconds. */
  readonly cpuSeconds: Readonly<Record<"cluster" | "agent" | "hub" | "PostgreSQL", number>>;
  /** Bare reads of the same API server, one before and one after. */
  readonly bare: readonly BareRead[];
}

const LOOK_MS = 100;
const PATIENCE_MS = 300_000;

/** The hub's own record of when the link came up and when the last resource was proven equal; null while one is not. */
async function proof(db: Database, clusterId: string): Promise<{ seconds: number } | null> {
  const [resources, up] = await Promise.all([
    db.prisma.inventoryResource.findMany({ where: { clusterId, state: { not: "absent" } }, select: { resource: true, verifiedAt: true } }),
    db.prisma.linkTransition.findFirst({ where: { clusterId, state: "connected" }, orderBy: { id: "asc" } }),
  ]);
  if (!up || !["pods", "nodes"].every((key) => resources.some(({ resource }) => resource === key))) return null;
  const instants = resources.map(({ verifiedAt }) => verifiedAt?.getTime() ?? Number.NaN);
  if (instants.some(Number.isNaN)) return null;
  return { seconds: (Math.max(...instants) - up.at.getTime()) / 1000 };
}

/** Starts a cluster, a hub and an agent, and waits until the hub has it all. Throws when what the hub holds is not what the cluster has. */
export async function syncLargeCluster(stage: Stage, nodes: number, pods: number): Promise<SyncedCluster> {
  build("hub", "agent");
  const server = await startServer(stage);
  const db = await server.database("holdfast");
  const hub = await startHub(stage, db);
  const kubeconfig = join(stage.folder, "kubeconfig.yaml");
  const args = ownProgram(new URL("./cluster-program.ts", import.meta.url), String(nodes), String(pods), kubeconfig);
  const cluster = await startProgram(stage, { name: "cluster", args, ready: /the cluster is ready/ });
  // The first read warms the API server up and is not counted.
  await bareRead(kubeconfig);
  const before = await bareRead(kubeconfig);
  const cpuNow = () => ({
    cluster: usageOf(cluster.pid).cpuSeconds,
    hub: usageOf(hub.pid).cpuSeconds,
    PostgreSQL: familySeconds(server.pid),
  });
  const cpuBefore = cpuNow();
  const startedAt = performance.now();
  const agent = await startAgent(stage, db, hub, CLUSTER, kubeconfig);
  let proven = await proof(db, agent.clusterId);
  while (!proven) {
    if (performance.now() - startedAt > PATIENCE_MS)
      throw new Error(`the inventory is not whole after ${PATIENCE_MS / 1000} s\n${agent.log()}`);
    await delay(LOOK_MS);
    proven = await proof(db, agent.clusterId);
  }
  const cpuAfter = cpuNow();
  const cpuSeconds = {
    agent: usageOf(agent.pid).cpuSeconds,
    cluster: cpuAfter.cluster - cpuBefore.cluster,
    hub: cpuAfter.hub - cpuBefore.hub,
    PostgreSQL: cpuAfter.PostgreSQL - cpuBefore.PostgreSQL,
  };
  const rows = await db.prisma.inventoryObject.groupBy({ by: ["resource"], where: { clusterId: agent.clusterId }, _count: true });
  for (const [resource, count] of before.counts) {
    const held = rows.find((row) => row.resource === resource)?._count ?? 0;
    if (held !== count) throw new Error(`the hub holds ${held} ${resource}, the cluster has ${count}`);
  }
  const after = await bareRead(kubeconfig);
  const objects = [...before.counts.values()].reduce((sum, count) => sum + count, 0);
  return { db, hub, agent, cluster, seconds: proven.seconds, objects, cpuSeconds, bare: [before, after] };
}
