import type { ElevationId, ElevationView } from "@holdfast/contracts/elevation";
import { Fault } from "@holdfast/contracts/fault";
import { worded } from "@holdfast/contracts/worded";
import { authorise } from "../access/authorise";
import { permittedOnFleet } from "../access/permitted";
import type { ServiceContext } from "../context/service-context";
import { elevationViews } from "./elevation-views";

const MOST_OWN = 20;
const MOST_WAITING = 200;

/** Whose elevations the caller may know of: everybody's for who may read identities, else their own. */
async function visible(ctx: ServiceContext): Promise<{ userId?: string }> {
  return permittedOnFleet(await ctx.subject(), "access:read").effect === "allow" ? {} : { userId: ctx.actor.id };
}

/** The caller's own elevations, the newest first: what waits, what holds, and what became of the last ones. */
export async function listOwnElevations(ctx: ServiceContext): Promise<ElevationView[]> {
  const target = { kind: "user", id: ctx.actor.id, name: ctx.actor.name, clusterId: null };
  await authorise(ctx, { permission: "self:read", action: "elevation.list", target });
  const rows = await ctx.db.prisma.elevation.findMany({
    where: { userId: ctx.actor.id },
    orderBy: { requestedAt: "desc" },
    take: MOST_OWN,
  });
  return elevationViews(ctx, rows);
}

/** The requests that wait for an answer and that the caller may know of, the oldest first. */
export async function waitingElevations(ctx: ServiceContext): Promise<ElevationView[]> {
  const rows = await ctx.db.prisma.elevation.findMany({
    where: { ...(await visible(ctx)), state: "requested", expiresAt: { gt: ctx.now() } },
    orderBy: { requestedAt: "asc" },
    take: MOST_WAITING,
  });
  return elevationViews(ctx, rows);
}

/** One elevation. What the caller may not know of is not there. */
export async function getElevation(ctx: ServiceContext, id: ElevationId): Promise<ElevationView> {
  const target = { kind: "elevation", id, name: id, clusterId: null };
  await authorise(ctx, { permission: "self:read", action: "elevation.get", target });
  const row = await ctx.db.prisma.elevation.findFirst({ where: { id, ...(await visible(ctx)) } });
  const [view] = row ? await elevationViews(ctx, [row]) : [];
  if (!view) throw new Fault("NotFound", worded("ElevationAbsent"));
  return view;
}
