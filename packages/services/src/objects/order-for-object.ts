import { Fault } from "@holdfast/contracts/fault";
import { CommandId } from "@holdfast/contracts/ids";
import type { Json, JsonObject } from "@holdfast/contracts/json";
import type { ObjectVerb, OrderAccepted, OrderForObject } from "@holdfast/contracts/object";
import type { InventoryObject } from "@holdfast/db/generated/prisma/client";
import { transact, type Unit } from "@holdfast/db/transact";
import { allMet } from "@holdfast/domain/gates/gate";
import { canAct, isConfirmed } from "@holdfast/domain/object/object-gates";
import { v7 as uuid } from "uuid";
import type { z } from "zod";
import { authorise } from "../access/authorise";
import { refuseByGate } from "../access/refuse-by-gate";
import type { ServiceContext } from "../context/service-context";
import { actFacts } from "./act-facts";
import { objectPermissions } from "./object-permissions";
import { objectScope } from "./object-scope";
import { objectTarget, visibleObject } from "./visible-object";

/** What an order for an object tells its agent, and what it changes as far as the store knows. */
export interface ObjectOrderDraft {
  readonly contract: { readonly name: string; readonly input: z.ZodType };
  readonly input: JsonObject;
  readonly before: Json;
  readonly after: JsonObject;
}

/** Writes down elsewhere, in the same transaction, that an order was given. */
export type NoteOrder = (unit: Unit, commandId: string) => Promise<void>;

/** A person waits for the answer: an order that its agent did not get within a minute is not carried out later. */
const LIFETIME_MS = 60_000;

/**
 * Puts an order for one object into the outbox, with its audit row, once for each key of the caller. Throws `Forbidden`, or what
 * the gates refuse with; either is on record.
 */
export async function orderForObject(
  ctx: ServiceContext,
  order: OrderForObject,
  verb: ObjectVerb,
  draftOf: (object: InventoryObject) => ObjectOrderDraft,
  noted?: NoteOrder,
): Promise<OrderAccepted> {
  const found = await visibleObject(ctx, order);
  const { cluster, object } = found;
  const attempt = { action: `object.${verb}`, target: objectTarget(found) };
  const decision = await authorise(ctx, { permission: objectPermissions[verb], ...attempt, clusters: [cluster] });
  const facts = (await actFacts(ctx, found))(verb);
  await refuseByGate(ctx, attempt, allMet(canAct(facts), isConfirmed(facts, order.confirmedName)), decision);
  const { contract, input, before, after } = draftOf(object);
  // The contract's inputs are plain JSON objects.
  const checked = contract.input.parse(input) as Json;
  const idempotencyKey = `object:${ctx.actor.id}:${order.key}`;
  return transact(ctx.db, ctx.now, async (unit) => {
    // The outbox numbers orders under this lock: of two presses with one key the second one finds the first one's order.
    await unit.tx.$queryRaw`SELECT 1 FROM agent_link WHERE cluster_id = ${cluster.id}::uuid FOR UPDATE`;
    const scope = objectScope(object.uid);
    const known = await unit.tx.command.findUnique({ where: { idempotencyKey } });
    if (known && (known.scope !== scope || known.name !== contract.name))
      throw new Fault("InvalidInput", "key: was used for another order. Take a new one.");
    const id = known?.id ?? uuid();
    await noted?.(unit, id);
    if (known) return { commandId: CommandId.parse(id) };
    const expiresAt = new Date(ctx.now().getTime() + LIFETIME_MS);
    unit.order({ id, clusterId: cluster.id, name: contract.name, input: checked, scope, epoch: 0n, idempotencyKey, expiresAt });
    unit.audit({
      ...{ actor: ctx.actor, ...attempt, outcome: "succeeded", reason: null, decision, requestId: ctx.requestId },
      ...{ before, after: { ...after, command: id } },
    });
    unit.emit({
      type: "object.order-changed",
      clusterIds: [cluster.id],
      subject: { kind: "object", id: object.uid },
      payload: { command: id },
    });
    return { commandId: CommandId.parse(id) };
  });
}
