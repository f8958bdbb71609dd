import type { ElevationId } from "@holdfast/contracts/elevation";
import { canEndElevation } from "@holdfast/domain/gates/can-elevate";
import { authorise } from "../access/authorise";
import { gated, holdGate } from "../access/gated";
import { refuseByGate } from "../access/refuse-by-gate";
import type { ServiceContext } from "../context/service-context";
import { elevationFacts, elevationRecord, elevationTarget, knownElevation } from "./elevation-facts";

/** Withdraws a request, or ends what it led to before its time. Whoever asked may, and whoever may decide. */
export async function endElevation(ctx: ServiceContext, elevationId: ElevationId): Promise<void> {
  const seen = await knownElevation(ctx.db.prisma, elevationId);
  const attempt = { action: "elevation.end", target: elevationTarget(seen) };
  const isOwn = ctx.actor.kind === "user" && ctx.actor.id === seen.userId;
  const decision = await authorise(ctx, { permission: isOwn ? "self:manage" : "elevation:decide", ...attempt });
  await refuseByGate(ctx, attempt, canEndElevation(await elevationFacts(ctx, ctx.db.prisma, seen)), decision);
  await gated(ctx, attempt, decision, async (unit) => {
    await unit.tx.$queryRaw`SELECT id FROM elevation WHERE id = ${seen.id}::uuid FOR UPDATE`;
    const row = await knownElevation(unit.tx, seen.id);
    holdGate(canEndElevation(await elevationFacts(ctx, unit.tx, row)));
    const endedAt = ctx.now();
    await unit.tx.grant.updateMany({ where: { elevationId: row.id, revokedAt: null }, data: { revokedAt: endedAt } });
    const state = row.state === "requested" ? "withdrawn" : "ended";
    const after = await unit.tx.elevation.update({
      where: { id: row.id },
      data: { state, endedAt, endedByName: ctx.actor.name, version: { increment: 1 } },
    });
    unit.audit({
      ...{ actor: ctx.actor, ...attempt, outcome: "succeeded", reason: null, decision, requestId: ctx.requestId },
      before: elevationRecord(row),
      after: elevationRecord(after),
    });
    unit.emit({ type: "elevation.changed", clusterIds: [], subject: { kind: "elevation", id: row.id }, payload: { state } });
    unit.emit({ type: "access.changed", clusterIds: [], subject: { kind: "user", id: row.userId }, payload: {} });
    unit.wake({ topic: "access", key: row.userId });
  });
}
