import type { InventoryRecord } from "@holdfast/contracts/inventory";
import type { Database } from "@holdfast/db/database";
import { aCluster, anAgent, anInstallation } from "@holdfast/testkit/installation";
import { anInventoryRecord } from "@holdfast/testkit/inventory-record";
import { applyReport } from "../src/agents/apply-report";
import type { PlacedRecord } from "./naive-search";

const KINDS = [
  ["pods", "Pod"],
  ["pods", "Pod"],
  ["deployments.apps", "Deployment"],
  ["nodes", "Node"],
  ["clusters.postgresql.cnpg.io", "Cluster"],
] as const;
const STATUSES = ["Running", "CrashLoopBackOff", "NotReady", "100%_done"];
const HEALTHS = ["Healthy", "Degraded", "Progressing", "Suspended"] as const;

const records = (prefix: string, count: number, at: Date): InventoryRecord[] =>
  Array.from({ length: count }, (_, i) => {
    const [resource, kind] = KINDS[i % KINDS.length] ?? KINDS[0];
    return anInventoryRecord({
      uid: `${prefix}-${i}`,
      resource,
      kind,
      name: `${["core", "pay-api", "web", "a_b%c"][i % 4]}-${prefix}-${(i * 7919) % count}`,
      namespace: kind === "Node" ? null : (["bank", "payments", "pay"][i % 3] ?? null),
      createdAt: new Date(at.getTime() - (i % 48) * 3_600_000 - 1).toISOString(),
      health: HEALTHS[i % 4] ?? "Unknown",
      status: STATUSES[i % 4] ?? "",
      node: kind === "Pod" ? `node-${i % 7}` : null,
      owner: i % 3 === 0 ? { kind: "ReplicaSet", name: `core-${i % 5}`, uid: `owner-${i % 5}` } : null,
      labels: {
        team: ["pay", "core", "Pay"][i % 3] ?? "",
        ...(i % 2 ? { "app.kubernetes.io/name": `app-${i % 9}` } : {}),
        ...(i % 11 ? {} : { empty: "" }),
      },
      images: kind === "Node" ? [] : [`registry.example/team/${["log4j-demo", "nginx"][i % 2]}:1.${i % 30}`, ...(i % 5 ? [] : ["busybox"])],
    });
  });

/** Fills a store with three clusters whose objects differ in everything that can be asked; what was put there, as the naive search takes it. */
export async function aSearchedFleet(db: Database, at: Date): Promise<PlacedRecord[]> {
  const fleet: PlacedRecord[] = [];
  const { settings } = await anInstallation(db);
  for (const [name, environment, team] of [
    ["prod-a", "production", "pay"],
    ["prod-b", "production", "core"],
    ["dr-a", "dr", "pay"],
  ] as const) {
    const cluster = await aCluster(db, name, { environment, labels: { team } });
    const { bootId } = await anAgent(settings, cluster.id);
    const upserts = records(name, 240, at);
    const observedAt = at.toISOString();
    await applyReport(settings, cluster.id, {
      bootId,
      seq: 1,
      messages: [
        { type: "inventory.delta", observedAt, upserts, deletes: [] },
        ...KINDS.map(([resource, kind]) => ({
          type: "inventory.resource" as const,
          resource,
          kind,
          isNamespaced: true,
          state: "synced" as const,
          message: null,
          observedAt,
        })),
      ],
    });
    fleet.push(...upserts.map((record) => ({ ...record, cluster: { name, environment } })));
  }
  return fleet;
}
