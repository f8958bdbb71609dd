import type { AuditDecision } from "@holdfast/contracts/audit";
import type { BulkAccepted, BulkVerb } from "@holdfast/contracts/bulk";
import { BulkId } from "@holdfast/contracts/ids";
import type { Worded } from "@holdfast/contracts/phrase";
import { storedPhrase } from "@holdfast/db/stored-phrase";
import { transact } from "@holdfast/db/transact";
import { v7 as uuid } from "uuid";
import type { ServiceContext } from "../context/service-context";
import { type BulkParams, bulkTarget } from "./bulk-view";

/** One object of a new bulk order. `refusal`: it was gone before its turn could come. */
export interface NewChild {
  readonly clusterId: string;
  readonly uid: string;
  readonly kind: string;
  readonly namespace: string | null;
  readonly name: string;
  readonly expectReplicas: number | null;
  readonly replicas: number | null;
  readonly refusal: Worded | null;
}

/** A new bulk order. */
export interface NewBulk {
  readonly action: string;
  readonly key: string;
  readonly verb: BulkVerb;
  readonly params: BulkParams;
  readonly undoes: string | null;
  readonly children: readonly NewChild[];
  readonly decision: AuditDecision;
}

/** Writes a bulk order with its objects, its audit row and its event, once for each key of the caller, and wakes the hub. */
export async function writeBulk(ctx: ServiceContext, bulk: NewBulk): Promise<BulkAccepted> {
  const { verb, params, undoes, children, decision } = bulk;
  const idempotencyKey = `bulk:${ctx.actor.id}:${bulk.key}`;
  const clusterIds = [...new Set(children.map(({ clusterId }) => clusterId))];
  return transact(ctx.db, ctx.now, async (unit) => {
    // Two presses with one key wait for each other here; the second one finds the first one's order.
    await unit.tx.$queryRaw`SELECT 1 FROM pg_advisory_xact_lock(hashtextextended(${idempotencyKey}, 0))`;
    const known = await unit.tx.bulkOrder.findUnique({ where: { idempotencyKey }, select: { id: true } });
    if (known) return { bulkId: BulkId.parse(known.id) };
    const [id, at] = [uuid(), ctx.now()];
    await unit.tx.bulkOrder.create({
      data: {
        ...{ id, idempotencyKey, verb, params, undoes, clusterIds },
        ...{ requestedById: ctx.actor.id, requestedByName: ctx.actor.name, requestedAt: at },
      },
    });
    await unit.tx.bulkChild.createMany({
      data: children.map(({ refusal, ...child }, position) => ({
        ...child,
        ...{ bulkId: id, position, updatedAt: at, state: refusal ? "refused" : "waiting", message: refusal?.message ?? null },
        phrase: storedPhrase(refusal ?? { message: "" }),
      })),
    });
    unit.audit({
      ...{ actor: ctx.actor, action: bulk.action, target: bulkTarget(id, verb, children.length) },
      ...{ outcome: "succeeded", reason: null, before: null, decision, requestId: ctx.requestId },
      after: { verb, ...params, undoes, objects: children.length, clusters: clusterIds },
    });
    unit.emit({ type: "bulk.changed", clusterIds, subject: { kind: "bulk", id }, payload: { verb } });
    unit.wake({ topic: "bulk", key: id });
    return { bulkId: BulkId.parse(id) };
  });
}
