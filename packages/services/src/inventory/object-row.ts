import { ClusterId } from "@holdfast/contracts/ids";
import type { ObjectRow } from "@holdfast/contracts/inventory-list";
import type { InventoryObject } from "@holdfast/db/generated/prisma/client";

/** The row as pages show it. What is in the JSON columns was checked when the report came in. */
export const objectRow = (row: InventoryObject, clusterName: string): ObjectRow => ({
  clusterId: ClusterId.parse(row.clusterId),
  clusterName,
  uid: row.uid,
  resource: row.resource,
  kind: row.kind,
  namespace: row.namespace,
  name: row.name,
  createdAt: row.createdAt,
  health: row.health,
  status: row.status,
  reason: row.reason,
  ready: row.ready,
  desired: row.desired,
  restarts: row.restarts,
  node: row.node,
  owner: row.ownerUid && row.ownerKind && row.ownerName ? { kind: row.ownerKind, name: row.ownerName, uid: row.ownerUid } : null,
  labels: row.labels as ObjectRow["labels"],
  images: row.images,
  facts: row.facts as ObjectRow["facts"],
  observedAt: row.observedAt,
});
