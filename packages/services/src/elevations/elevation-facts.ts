import type { AuditTarget } from "@holdfast/contracts/audit";
import type { ElevationState } from "@holdfast/contracts/elevation";
import { Fault } from "@holdfast/contracts/fault";
import { ClusterSelector } from "@holdfast/contracts/selector";
import { worded } from "@holdfast/contracts/worded";
import type { Elevation, Prisma } from "@holdfast/db/generated/prisma/client";
import type { ElevationFacts } from "@holdfast/domain/gates/can-elevate";
import { otherAccounts } from "../access/other-accounts";
import type { ServiceContext } from "../context/service-context";

/** The audit target of an elevation: it is known by whom it elevates. */
export const elevationTarget = ({ id, userName }: Pick<Elevation, "id" | "userName">): AuditTarget => ({
  kind: "elevation",
  id,
  name: userName,
  clusterId: null,
});

/** What the audit chain keeps of what was asked for. */
export const elevationRecord = ({ userId, role, selector, hours, reason, state, endsAt }: Elevation) => ({
  ...{ userId, role, hours, reason, state },
  selector: ClusterSelector.parse(selector),
  endsAt: endsAt?.toISOString() ?? null,
});

/** What the gates look at, as the caller finds it. */
export async function elevationFacts(ctx: ServiceContext, tx: Prisma.TransactionClient, row: Elevation): Promise<ElevationFacts> {
  const user = await tx.user.findUnique({ where: { id: row.userId }, select: { disabledAt: true } });
  return {
    // The column is only written by this package, with the words of the contracts.
    state: row.state as ElevationState,
    requesterId: row.userId,
    isRequesterDisabled: user === null || user.disabledAt !== null,
    callerId: ctx.actor.id,
    otherAccountIds: await otherAccounts(tx, ctx.actor.id),
    ...{ expiresAt: row.expiresAt, endsAt: row.endsAt, now: ctx.now() },
  };
}

/** The elevation as of now. Throws `NotFound` for an id that none has. */
export async function knownElevation(tx: Prisma.TransactionClient, id: string): Promise<Elevation> {
  const row = await tx.elevation.findUnique({ where: { id } });
  if (!row) throw new Fault("NotFound", worded("ElevationAbsent"));
  return row;
}
