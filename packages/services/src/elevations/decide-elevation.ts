import type { DecideElevation } from "@holdfast/contracts/elevation";
import { Fault } from "@holdfast/contracts/fault";
import { worded } from "@holdfast/contracts/worded";
import type { Elevation, Prisma } from "@holdfast/db/generated/prisma/client";
import { canDecideElevation } from "@holdfast/domain/gates/can-elevate";
import { v7 as uuid } from "uuid";
import { authorise } from "../access/authorise";
import { gated, holdGate } from "../access/gated";
import { refuseByGate } from "../access/refuse-by-gate";
import type { ServiceContext } from "../context/service-context";
import { requireApproverFactor } from "../sign-in/require-approver-factor";
import { elevationFacts, elevationRecord, elevationTarget, knownElevation } from "./elevation-facts";

const HOUR_MS = 3_600_000;

/** Writes the grant that a yes means, and how the elevation stands then. */
async function approve(ctx: ServiceContext, tx: Prisma.TransactionClient, row: Elevation): Promise<{ endsAt: Date }> {
  const endsAt = new Date(ctx.now().getTime() + row.hours * HOUR_MS);
  const { userId, role } = row;
  const selector = row.selector as Prisma.InputJsonValue;
  const who = { userId, role, selector, grantedById: ctx.actor.id };
  await tx.grant.create({ data: { id: uuid(), ...who, elevationId: row.id, createdAt: ctx.now(), expiresAt: endsAt } });
  return { endsAt };
}

/**
 * The second person's yes or no. A yes is a grant that ends by itself; a no has a reason. Refused for whoever asked, for who is elevated
 * themselves, without a fresh second factor, for what is not what was on the screen, and when it comes too late.
 */
export async function decideElevation(ctx: ServiceContext, input: DecideElevation): Promise<void> {
  const seen = await knownElevation(ctx.db.prisma, input.elevationId);
  const attempt = { action: `elevation.${input.decision}`, target: elevationTarget(seen) };
  const decision = await authorise(ctx, { permission: "elevation:decide", ...attempt, requestedById: seen.userId });
  await refuseByGate(ctx, attempt, canDecideElevation(await elevationFacts(ctx, ctx.db.prisma, seen)), decision);
  if (input.decision === "approve") await requireApproverFactor(ctx, attempt, decision);
  await gated(ctx, attempt, decision, async (unit) => {
    await unit.tx.$queryRaw`SELECT id FROM elevation WHERE id = ${seen.id}::uuid FOR UPDATE`;
    const row = await knownElevation(unit.tx, seen.id);
    holdGate(canDecideElevation(await elevationFacts(ctx, unit.tx, row)));
    if (row.version !== input.version) throw new Fault("VersionConflict", worded("ScreenOutdated"));
    const more = input.decision === "approve" ? await approve(ctx, unit.tx, row) : {};
    const state = input.decision === "approve" ? "approved" : "declined";
    const said = { decidedById: ctx.actor.id, decidedByName: ctx.actor.name, decidedAt: ctx.now(), comment: input.comment };
    const after = await unit.tx.elevation.update({ where: { id: row.id }, data: { ...more, ...said, state, version: { increment: 1 } } });
    unit.audit({
      ...{ actor: ctx.actor, ...attempt, outcome: "succeeded", reason: input.comment || null, decision, requestId: ctx.requestId },
      before: elevationRecord(row),
      after: elevationRecord(after),
    });
    unit.emit({ type: "elevation.changed", clusterIds: [], subject: { kind: "elevation", id: row.id }, payload: { state } });
    unit.emit({ type: "access.changed", clusterIds: [], subject: { kind: "user", id: row.userId }, payload: {} });
    unit.wake({ topic: "access", key: row.userId });
  });
}
