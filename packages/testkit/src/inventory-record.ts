import { createHash } from "node:crypto";
import type { InventoryRecord } from "@holdfast/contracts/inventory";

/** A record with its digest made right; what is left out is a healthy pod. */
export function anInventoryRecord(about: Partial<InventoryRecord> & { uid: string }): InventoryRecord {
  const record = {
    resource: "pods",
    kind: "Pod",
    namespace: "bank",
    name: about.uid,
    createdAt: "2026-11-20T00:00:00.000Z",
    health: "Healthy" as const,
    status: "Running",
    reason: null,
    ready: 1,
    desired: 1,
    restarts: 0,
    node: "node-1",
    owner: null,
    labels: { app: "bank" },
    images: ["registry.example/bank:1"],
    facts: {},
    ...about,
  };
  const digest = createHash("sha256").update(JSON.stringify(record)).digest().readBigInt64BE(0);
  return { ...record, digest: String(digest) };
}
