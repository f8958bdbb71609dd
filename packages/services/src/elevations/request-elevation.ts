import { ELEVATION_WAITS_MINUTES, ElevationId, type RequestElevation } from "@holdfast/contracts/elevation";
import { Fault } from "@holdfast/contracts/fault";
import { worded } from "@holdfast/contracts/worded";
import { transact } from "@holdfast/db/transact";
import canonicalize from "canonicalize";
import { v7 as uuid } from "uuid";
import { holding } from "../access/access-subject";
import { authorise } from "../access/authorise";
import type { ServiceContext } from "../context/service-context";
import { elevationRecord, elevationTarget } from "./elevation-facts";

const ACTION = "elevation.request";
/** So many requests of one person may wait at a time. */
const MOST_WAITING = 5;

/** Asks for a role on a set of clusters for some hours. Nothing is given by it: that takes a second person. */
export async function requestElevation(ctx: ServiceContext, { hours, ...asked }: RequestElevation): Promise<{ id: ElevationId }> {
  const id = uuid();
  const target = elevationTarget({ id, userName: ctx.actor.name });
  const decision = await authorise(ctx, { permission: "self:manage", action: ACTION, target });
  return transact(ctx.db, ctx.now, async (unit) => {
    // Two requests at the same moment wait for each other, so that none slips past the limit.
    await unit.tx.$queryRaw`SELECT id FROM users WHERE id = ${ctx.actor.id} FOR UPDATE`;
    const now = ctx.now();
    const isSame = (each: { role: string; selector: unknown }) =>
      each.role === asked.role && canonicalize(each.selector) === canonicalize(asked.selector);
    const held = await unit.tx.grant.findMany({ where: { userId: ctx.actor.id, ...holding(now) }, select: { role: true, selector: true } });
    if (held.some(isSame)) throw new Fault("AlreadyExists", worded("ElevationHeld"));
    const waiting = await unit.tx.elevation.findMany({ where: { userId: ctx.actor.id, state: "requested", expiresAt: { gt: now } } });
    if (waiting.some(isSame)) throw new Fault("AlreadyExists", worded("ElevationWaits"));
    if (waiting.length >= MOST_WAITING) throw new Fault("TooLarge", worded("ElevationsTooMany", { most: MOST_WAITING }));
    const row = await unit.tx.elevation.create({
      data: {
        ...{ id, ...asked, hours, state: "requested", userId: ctx.actor.id, userName: ctx.actor.name },
        ...{ requestedAt: now, expiresAt: new Date(now.getTime() + ELEVATION_WAITS_MINUTES * 60_000) },
      },
    });
    unit.audit({
      ...{ actor: ctx.actor, action: ACTION, target, outcome: "succeeded", reason: asked.reason, decision, requestId: ctx.requestId },
      before: null,
      after: elevationRecord(row),
    });
    unit.emit({ type: "elevation.changed", clusterIds: [], subject: { kind: "elevation", id }, payload: { state: "requested" } });
    return { id: ElevationId.parse(id) };
  });
}
