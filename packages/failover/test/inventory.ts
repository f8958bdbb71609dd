import { randomUUID } from "node:crypto";
import type { Database } from "@holdfast/db/database";
import type { Prisma } from "@holdfast/db/generated/prisma/client";

/** An object of the inventory, as an agent would have reported it. */
export interface InventoryRow {
  readonly resource: string;
  readonly kind: string;
  readonly namespace?: string;
  readonly name: string;
  readonly node?: string;
  readonly ready?: number;
  readonly desired?: number;
  readonly status?: string;
  readonly health?: "Healthy" | "Degraded" | "Progressing";
  readonly labels?: Readonly<Record<string, string>>;
  readonly images?: readonly string[];
  readonly uid?: string;
  readonly owner?: { readonly kind: string; readonly name: string; readonly uid?: string | undefined };
  readonly facts: Prisma.InputJsonObject;
}

const GIB = 2 ** 30;

/** A node with this much allocatable. */
export const aNode = (name: string, cores: number, gib: number, more: Prisma.InputJsonObject = {}): InventoryRow => ({
  resource: "nodes",
  kind: "Node",
  name,
  facts: { allocatable: { cpuMillis: cores * 1000, memoryBytes: gib * GIB, pods: 110 }, ...more },
});

/** A pod on a node that asks for this much. */
export const aPod = (name: string, node: string, cores: number, gib: number, phase = "Running"): InventoryRow => ({
  resource: "pods",
  kind: "Pod",
  namespace: "x",
  name,
  node,
  facts: { phase, requests: { cpuMillis: cores * 1000, memoryBytes: gib * GIB } },
});

/** An object of the namespace `bank`; its kind is named by its resource. */
export const inBank = (resource: string, name: string, facts: Prisma.InputJsonObject, more: Partial<InventoryRow> = {}): InventoryRow => ({
  resource,
  kind: resource,
  namespace: "bank",
  name,
  facts,
  ...more,
});

/** Puts rows into a cluster's inventory. */
export async function fillInventory(db: Database, clusterId: string, rows: readonly InventoryRow[]): Promise<void> {
  await db.prisma.inventoryObject.createMany({
    data: rows.map((row) => ({
      clusterId,
      uid: row.uid ?? randomUUID(),
      resource: row.resource,
      kind: row.kind,
      namespace: row.namespace ?? null,
      name: row.name,
      createdAt: new Date(),
      health: row.health ?? "Healthy",
      status: row.status ?? "Ready",
      ready: row.ready ?? null,
      desired: row.desired ?? null,
      node: row.node ?? null,
      ownerKind: row.owner?.kind ?? null,
      ownerName: row.owner?.name ?? null,
      ownerUid: row.owner?.uid ?? null,
      labels: { ...row.labels },
      images: [...(row.images ?? [])],
      facts: row.facts,
      digest: 0n,
      observedAt: new Date(),
    })),
  });
}
