import { createHash } from "node:crypto";
import type { BulkVerb } from "@holdfast/contracts/bulk";
import { Fault } from "@holdfast/contracts/fault";
import { ClusterId, ObjectUid } from "@holdfast/contracts/ids";
import type { OrderAccepted, OrderForObject } from "@holdfast/contracts/object";
import type { BulkChild, BulkOrder } from "@holdfast/db/generated/prisma/client";
import { type Lease, requireLease } from "@holdfast/db/lease";
import { storedPhrase } from "@holdfast/db/stored-phrase";
import { transact, type Unit } from "@holdfast/db/transact";
import type { ServiceContext } from "../context/service-context";
import { cordonNode } from "../objects/cordon-node";
import { deleteObject } from "../objects/delete-object";
import type { NoteOrder } from "../objects/order-for-object";
import { restartObject } from "../objects/restart-object";
import { scaleObject } from "../objects/scale-object";
import { BulkParams } from "./bulk-view";

/** The key of one object's order: the same for every try, so that a hub that died in between orders nothing twice. */
const keyOf = ({ bulkId, position }: BulkChild) => createHash("sha256").update(`${bulkId}:${position}`).digest("hex").slice(0, 32);

type Give = (ctx: ServiceContext, order: OrderForObject, child: BulkChild, bulk: BulkOrder, noted: NoteOrder) => Promise<OrderAccepted>;

const gives: Readonly<Record<BulkVerb, Give>> = {
  scale: (ctx, order, child, _, noted) =>
    scaleObject(ctx, { ...order, replicas: child.replicas ?? 0, expectReplicas: child.expectReplicas ?? 0 }, noted),
  restart: (ctx, order, _, __, noted) => restartObject(ctx, order, noted),
  cordon: (ctx, order, _, __, noted) => cordonNode(ctx, { ...order, isCordoned: true }, noted),
  uncordon: (ctx, order, _, __, noted) => cordonNode(ctx, { ...order, isCordoned: false }, noted),
  delete: (ctx, order, _, bulk, noted) => deleteObject(ctx, { ...order, propagation: BulkParams.parse(bulk.params).propagation }, noted),
};

const changed = (unit: Unit, { bulkId, clusterId, position }: BulkChild) =>
  unit.emit({ type: "bulk.changed", clusterIds: [clusterId], subject: { kind: "bulk", id: bulkId }, payload: { position } });

/**
 * Orders for one object of a bulk order, as the person who gave it: with their rights as they are now, under the gates and the
 * audit of every order. A refusal is written beside the object. Rejects with `LeaseLost` when another hub has taken over.
 */
export async function orderChild(ctx: ServiceContext, lease: Lease, bulk: BulkOrder, child: BulkChild): Promise<void> {
  const { bulkId, position } = child;
  const [clusterId, uid] = [ClusterId.parse(child.clusterId), ObjectUid.parse(child.uid)];
  const write = async (unit: Unit, data: { state: string } & Partial<Pick<BulkChild, "commandId" | "message">>, text = { message: "" }) => {
    await requireLease(unit.tx, lease);
    // One that was stopped meanwhile stays so: the order is taken back with this transaction.
    const { count } = await unit.tx.bulkChild.updateMany({
      where: { bulkId, position, state: "waiting" },
      data: { ...data, phrase: storedPhrase(text), updatedAt: ctx.now() },
    });
    if (count === 0) throw new Stopped();
    changed(unit, child);
  };
  try {
    // The number of objects was typed out for all of them; their names were not.
    const order = { clusterId, uid, key: keyOf(child), confirmedName: child.name };
    await gives[bulk.verb as BulkVerb](ctx, order, child, bulk, (unit, commandId) => write(unit, { state: "ordered", commandId }));
  } catch (cause) {
    if (cause instanceof Stopped) return;
    if (!(cause instanceof Fault)) throw cause;
    // What the order's own verb refuses is on record already; that there is nothing to order for is not.
    await transact(ctx.db, ctx.now, async (unit) => {
      await write(unit, { state: "refused", message: cause.message }, cause);
      if (cause.code !== "NotFound") return;
      const target = { kind: "object", id: child.uid, name: `${child.kind} ${child.name}`, clusterId: child.clusterId };
      unit.audit({
        ...{ actor: ctx.actor, action: `object.${bulk.verb}`, target, outcome: "refused", reason: `${cause.code}: ${cause.message}` },
        ...{ before: null, after: null, decision: null, requestId: ctx.requestId },
      });
    }).catch((again: unknown) => {
      if (!(again instanceof Stopped)) throw again;
    });
  }
}

/** Somebody stopped the rest in between. */
class Stopped extends Error {}
