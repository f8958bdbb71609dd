import { Fault } from "@holdfast/contracts/fault";
import { worded } from "@holdfast/contracts/worded";
import { visibleClusters } from "../access/visible-clusters";
import type { ServiceContext } from "../context/service-context";

/** Passes while the caller may have terminals on the cluster of their session; throws `Forbidden` from then on. */
export async function mayStillExec(ctx: ServiceContext, id: string): Promise<void> {
  const row = await ctx.db.prisma.terminalSession.findFirst({ where: { id, userId: ctx.actor.id }, select: { clusterId: true } });
  const permitted = (await visibleClusters(ctx, "pods:exec")).some((cluster) => cluster.id === row?.clusterId);
  if (!permitted) throw new Fault("Forbidden", worded("AccessEnded"));
}
