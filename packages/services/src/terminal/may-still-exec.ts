import { Fault } from "@holdfast/contracts/fault";
import { worded } from "@holdfast/contracts/worded";
import { refuse } from "../access/refuse";
import { visibleClusters } from "../access/visible-clusters";
import type { ServiceContext } from "../context/service-context";

/** Passes while the caller may have terminals on the cluster of their session; throws `Forbidden` from then on, on record. */
export async function mayStillExec(ctx: ServiceContext, id: string): Promise<void> {
  const row = await ctx.db.prisma.terminalSession.findFirst({ where: { id, userId: ctx.actor.id }, select: { clusterId: true } });
  const permitted = (await visibleClusters(ctx, "pods:exec")).some((cluster) => cluster.id === row?.clusterId);
  if (permitted) return;
  const target = { kind: "terminal", id, name: id, clusterId: row?.clusterId ?? null };
  const decision = { effect: "deny" as const, policies: [], permission: "pods:exec" };
  await refuse(ctx, { action: "terminal.attach", target }, new Fault("Forbidden", worded("AccessEnded")), decision);
}
