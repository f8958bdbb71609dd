import type { ReportMessage } from "@holdfast/contracts/agent-link";
import type { InventoryRecord } from "@holdfast/contracts/inventory";
import type { Json } from "@holdfast/contracts/json";
import { storable } from "@holdfast/db/audit/storable";
import { Prisma } from "@holdfast/db/generated/prisma/client";
import { putObjects } from "../history/put-objects";
import { removeObjects } from "../history/remove-objects";

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

/** Writes what arrived and removes what is gone, with what changed by it; returns the resources that moved. Of one object the last state in the message counts. */
export async function applyDelta(tx: Prisma.TransactionClient, clusterId: string, delta: Delta, at: Date): Promise<string[]> {
  const observation = { clusterId, observedAt: delta.observedAt, at };
  const latest = new Map(delta.upserts.map((record) => [record.uid, record]));
  const moved = new Set(delta.upserts.map((record) => record.resource));
  if (latest.size > 0) await putObjects(tx, observation, JSON.stringify(storable([...latest.values()].map(column) as unknown as Json)));
  if (delta.deletes.length > 0) {
    const uids = delta.deletes.map((each) => each.uid);
    await removeObjects(tx, observation, Prisma.sql`uid = ANY(${uids}::text[])`);
    for (const each of delta.deletes) moved.add(each.resource);
  }
  return [...moved];
}
