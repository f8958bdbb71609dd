import { randomUUID } from "node:crypto";
import type { Database } from "@holdfast/db/database";
import type { Prisma } from "@holdfast/db/generated/prisma/client";

/** A node or a pod of the inventory, as an agent would have reported it. */
export interface InventoryRow {
  readonly resource: "nodes" | "pods";
  readonly name: string;
  readonly node?: string;
  readonly facts: Prisma.InputJsonObject;
}

const GIB = 2 ** 30;

/** A node with this much allocatable. */
export const aNode = (name: string, cores: number, gib: number, more: Prisma.InputJsonObject = {}): InventoryRow => ({
  resource: "nodes",
  name,
  facts: { allocatable: { cpuMillis: cores * 1000, memoryBytes: gib * GIB, pods: 110 }, ...more },
});

/** A pod on a node that asks for this much. */
export const aPod = (name: string, node: string, cores: number, gib: number, phase = "Running"): InventoryRow => ({
  resource: "pods",
  name,
  node,
  facts: { phase, requests: { cpuMillis: cores * 1000, memoryBytes: gib * GIB } },
});

/** Puts rows into a cluster's inventory. */
export async function fillInventory(db: Database, clusterId: string, rows: readonly InventoryRow[]): Promise<void> {
  await db.prisma.inventoryObject.createMany({
    data: rows.map((row) => ({
      clusterId,
      uid: randomUUID(),
      resource: row.resource,
      kind: row.resource === "nodes" ? "Node" : "Pod",
      namespace: row.resource === "nodes" ? null : "x",
      name: row.name,
      createdAt: new Date(),
      health: "Healthy",
      status: "Ready",
      node: row.node ?? null,
      labels: {},
      images: [],
      facts: row.facts,
      digest: 0n,
      observedAt: new Date(),
    })),
  });
}
