import { Fault } from "@holdfast/contracts/fault";
import { worded } from "@holdfast/contracts/worded";
import type { Prisma, TerminalSession } from "@holdfast/db/generated/prisma/client";
import { visibleClusters } from "../access/visible-clusters";
import type { ServiceContext } from "../context/service-context";

/** The sessions that the caller may see: their own, and all of the clusters whose recordings they may read. */
export async function visibleTerminals(ctx: ServiceContext): Promise<Prisma.TerminalSessionWhereInput> {
  const readable = (await visibleClusters(ctx, "recordings:read")).map(({ id }) => id);
  return { OR: [{ userId: ctx.actor.id }, { clusterId: { in: readable } }] };
}

/** One session; `NotFound` when it is absent or not for the caller. */
export async function visibleTerminal(ctx: ServiceContext, id: string): Promise<TerminalSession> {
  const row = await ctx.db.prisma.terminalSession.findFirst({ where: { AND: [{ id }, await visibleTerminals(ctx)] } });
  if (!row) throw new Fault("NotFound", worded("ObjectGone"));
  return row;
}

/** The names of clusters by id. */
export async function clusterNames({ db }: ServiceContext, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const rows = await db.prisma.cluster.findMany({ where: { id: { in: [...new Set(ids)] } }, select: { id: true, name: true } });
  return new Map(rows.map(({ id, name }) => [id, name]));
}
