import type { ReportMessage } from "@holdfast/contracts/agent-link";
import type { InventoryRecord } from "@holdfast/contracts/inventory";
import type { Json } from "@holdfast/contracts/json";
import { storable } from "@holdfast/db/audit/storable";
import type { Prisma } from "@holdfast/db/generated/prisma/client";

type Delta = Extract<ReportMessage, { type: "inventory.delta" }>;

/** Indexes take no longer texts; what runs has a far shorter name, and one object's nonsense must not stop its cluster's reports. */
const LONGEST_IMAGE_BYTES = 1024;

const indexable = (image: string): string =>
  Buffer.byteLength(image) > LONGEST_IMAGE_BYTES ? Buffer.from(image).subarray(0, LONGEST_IMAGE_BYTES).toString() : image;

const column = (record: InventoryRecord) => ({
  uid: record.uid,
  resource: record.resource,
  kind: record.kind,
  namespace: record.namespace,
  name: record.name,
  created_at: record.createdAt,
  health: record.health,
  status: record.status,
  reason: record.reason,
  ready: record.ready,
  desired: record.desired,
  restarts: record.restarts,
  node: record.node,
  owner_kind: record.owner?.kind ?? null,
  owner_name: record.owner?.name ?? null,
  owner_uid: record.owner?.uid ?? null,
  labels: record.labels,
  images: record.images.map(indexable),
  facts: record.facts,
  digest: record.digest,
});

/** Writes what arrived and removes what is gone; returns the resources that moved. Of one object the last state in the message counts. */
export async function applyDelta(tx: Prisma.TransactionClient, clusterId: string, delta: Delta): Promise<string[]> {
  const latest = new Map(delta.upserts.map((record) => [record.uid, record]));
  const moved = new Set(delta.upserts.map((record) => record.resource));
  if (latest.size > 0) {
    // One statement for the whole batch: the counting trigger then runs once, not once a row.
    const rows = JSON.stringify(storable([...latest.values()].map(column) as unknown as Json));
    await tx.$executeRaw`
      INSERT INTO inventory_object (cluster_id, uid, resource, kind, namespace, name, created_at, health, status, reason, ready, desired,
        restarts, node, owner_kind, owner_name, owner_uid, labels, images, facts, digest, observed_at)
      SELECT ${clusterId}::uuid, r.uid, r.resource, r.kind, r.namespace, r.name, r.created_at, r.health::"Health", r.status, r.reason, r.ready,
        r.desired, r.restarts, r.node, r.owner_kind, r.owner_name, r.owner_uid, r.labels, r.images, r.facts, r.digest, ${delta.observedAt}::timestamptz
      FROM jsonb_to_recordset(${rows}::jsonb) AS r(uid text, resource text, kind text, namespace text, name text, created_at timestamptz,
        health text, status text, reason text, ready int, desired int, restarts int, node text, owner_kind text, owner_name text,
        owner_uid text, labels jsonb, images text[], facts jsonb, digest bigint)
      ON CONFLICT (cluster_id, uid) DO UPDATE SET
        resource = EXCLUDED.resource, kind = EXCLUDED.kind, namespace = EXCLUDED.namespace, name = EXCLUDED.name, created_at = EXCLUDED.created_at,
        health = EXCLUDED.health, status = EXCLUDED.status, reason = EXCLUDED.reason, ready = EXCLUDED.ready, desired = EXCLUDED.desired,
        restarts = EXCLUDED.restarts, node = EXCLUDED.node, owner_kind = EXCLUDED.owner_kind, owner_name = EXCLUDED.owner_name,
        owner_uid = EXCLUDED.owner_uid, labels = EXCLUDED.labels, images = EXCLUDED.images, facts = EXCLUDED.facts, digest = EXCLUDED.digest,
        observed_at = EXCLUDED.observed_at`;
  }
  if (delta.deletes.length > 0) {
    const uids = delta.deletes.map((each) => each.uid);
    await tx.$executeRaw`DELETE FROM inventory_object WHERE cluster_id = ${clusterId}::uuid AND uid = ANY(${uids}::text[])`;
    for (const each of delta.deletes) moved.add(each.resource);
  }
  return [...moved];
}
