import { randomBytes } from "node:crypto";
import type { OrderBulk } from "@holdfast/contracts/bulk";
import type { ClusterId, ObjectUid } from "@holdfast/contracts/ids";
import type { Database } from "@holdfast/db/database";
import { aCluster, anAgent, anInstallation } from "@holdfast/testkit/installation";
import { anInventoryRecord } from "@holdfast/testkit/inventory-record";
import { aPerson, type Person } from "@holdfast/testkit/people";
import { applyReport } from "../src/agents/apply-report";

type Cluster = { readonly id: ClusterId };

/** Three clusters with twenty deployments and a cordoned node each, one of them production and one away, and who may do what there. */
export interface BulkWorld {
  readonly prod: Cluster;
  readonly test: Cluster;
  readonly away: Cluster;
  readonly operator: Person;
  readonly viewer: Person;
  /** An operator of the production cluster alone. */
  readonly partly: Person;
}

const DEPLOYMENTS = 20;

/** A random key of a press. */
export const aKey = () => randomBytes(16).toString("hex");
/** An object of a cluster. */
export const ref = (cluster: Cluster, uid: string) => ({ clusterId: cluster.id, uid: uid as ObjectUid });
/** The first deployments of a cluster. */
export const webs = (cluster: Cluster, count: number) => Array.from({ length: count }, (_, i) => ref(cluster, `web-${i}`));
/** The same, as they are ordered for. */
export const expecting = (objects: ReturnType<typeof webs>, expectReplicas: number | null = null) =>
  objects.map((object) => ({ ...object, expectReplicas }));
/** An order to restart, unless said otherwise. */
export const restart = (objects: OrderBulk["objects"], part: Partial<OrderBulk> = {}): OrderBulk => ({
  ...{ verb: "restart", replicas: null, propagation: "Background", key: aKey(), confirmed: null, objects },
  ...part,
});

async function fill(settings: Parameters<typeof anAgent>[0], cluster: Cluster): Promise<void> {
  const { bootId } = await anAgent(settings, cluster.id);
  const deployment = (i: number) =>
    anInventoryRecord({ uid: `web-${i}`, name: `web-${i}`, resource: "deployments.apps", kind: "Deployment", desired: i === 0 ? 5 : 3 });
  const node = { uid: "node", name: "node-1", resource: "nodes", kind: "Node", namespace: null, facts: { isCordoned: true } };
  const upserts = [...Array.from({ length: DEPLOYMENTS }, (_, i) => deployment(i)), anInventoryRecord(node)];
  const observedAt = new Date().toISOString();
  await applyReport(settings, cluster.id, { bootId, seq: 1, messages: [{ type: "inventory.delta", observedAt, upserts, deletes: [] }] });
}

/** Makes that world in a fresh database. */
export async function aBulkWorld(db: Database): Promise<BulkWorld> {
  const { settings } = await anInstallation(db);
  const prod = await aCluster(db, "prod", { environment: "production", labels: { team: "pay" } });
  const [test, away] = [await aCluster(db, "test"), await aCluster(db, "away")];
  for (const cluster of [prod, test, away]) await fill(settings, cluster);
  await db.prisma.agentLink.update({ where: { clusterId: away.id }, data: { state: "unreachable" } });
  const lastSeenAt = new Date(Date.now() + 3_600_000);
  await db.prisma.hubPresence.create({ data: { hubId: "hub-1", address: "wss://hub", version: "1", startedAt: new Date(), lastSeenAt } });
  return {
    ...{ prod, test, away },
    operator: await aPerson(db, "olga", ["operator"]),
    viewer: await aPerson(db, "vera", ["viewer"]),
    partly: await aPerson(db, "pat", ["operator"], { matchLabels: { team: "pay" } }),
  };
}
