import { ClusterId } from "@holdfast/contracts/ids";
import type { ObjectRow } from "@holdfast/contracts/inventory-list";
import { type InventoryObject, Prisma } from "@holdfast/db/generated/prisma/client";

/** The columns of `inventory_object` by the names that Prisma's client gives them, for statements written by hand. */
export const objectColumns = Prisma.sql`cluster_id AS "clusterId", uid, resource, kind, namespace, name, created_at AS "createdAt", health, status, reason,
  ready, desired, restarts, node, owner_kind AS "ownerKind", owner_name AS "ownerName", owner_uid AS "ownerUid", labels, images, facts,
  digest, observed_at AS "observedAt"`;

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
