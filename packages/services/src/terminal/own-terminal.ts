import { Fault } from "@holdfast/contracts/fault";
import { worded } from "@holdfast/contracts/worded";
import type { TerminalSession } from "@holdfast/db/generated/prisma/client";
import { authorise } from "../access/authorise";
import { clusterRow, clusterRowFields } from "../access/cluster-row";
import type { ServiceContext } from "../context/service-context";
import { terminalTarget } from "./terminal-view";

/** The caller's own session, while they may still have terminals on its cluster: nobody types into another's. */
export async function ownTerminal(ctx: ServiceContext, id: string, action: string): Promise<TerminalSession> {
  const row = await ctx.db.prisma.terminalSession.findFirst({ where: { id, userId: ctx.actor.id } });
  const cluster = row && (await ctx.db.prisma.cluster.findUnique({ where: { id: row.clusterId }, select: clusterRowFields }));
  if (!row || !cluster) throw new Fault("NotFound", worded("ObjectGone"));
  await authorise(ctx, { permission: "pods:exec", action, target: terminalTarget(row), clusters: [clusterRow(cluster)] });
  return row;
}
