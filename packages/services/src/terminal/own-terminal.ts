import { Fault } from "@holdfast/contracts/fault";
import { worded } from "@holdfast/contracts/worded";
import type { TerminalSession } from "@holdfast/db/generated/prisma/client";
import { authorise } from "../access/authorise";
import { clusterRow, clusterRowFields } from "../access/cluster-row";
import { refuse } from "../access/refuse";
import type { ServiceContext } from "../context/service-context";
import { terminalTarget } from "./terminal-view";

/**
 * The caller's own terminal, while they may still have terminals on its cluster: nobody types into another's. It belongs to the session in
 * which it was opened: what was proven there, such as a second factor, was not proven in another of the same person.
 */
export async function ownTerminal(ctx: ServiceContext, id: string, action: string): Promise<TerminalSession> {
  const row = await ctx.db.prisma.terminalSession.findFirst({ where: { id, userId: ctx.actor.id } });
  const cluster = row && (await ctx.db.prisma.cluster.findUnique({ where: { id: row.clusterId }, select: clusterRowFields }));
  if (!row || !cluster) throw new Fault("NotFound", worded("ObjectGone"));
  const attempt = { action, target: terminalTarget(row) };
  const decision = await authorise(ctx, { permission: "pods:exec", ...attempt, clusters: [clusterRow(cluster)] });
  if (row.openedIn !== (ctx.sessionId ?? null))
    await refuse(ctx, attempt, new Fault("Forbidden", worded("TerminalOfOtherSession")), decision);
  return row;
}
