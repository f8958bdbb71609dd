import { Fault } from "@holdfast/contracts/fault";
import { worded } from "@holdfast/contracts/worded";
import { refuse } from "../access/refuse";
import { visibleClusters } from "../access/visible-clusters";
import type { ServiceContext } from "../context/service-context";
import { isElevatedForTerminals, USUAL_PROTECTED } from "./protected-namespaces";

/**
 * Passes while the caller may have terminals on the cluster of their session, and in its namespace; throws `Forbidden` from then on, on
 * record.
 */
export async function mayStillExec(
  ctx: ServiceContext,
  id: string,
  protectedNamespaces: readonly string[] = USUAL_PROTECTED,
): Promise<void> {
  const row = await ctx.db.prisma.terminalSession.findFirst({
    where: { id, userId: ctx.actor.id },
    select: { clusterId: true, namespace: true },
  });
  const cluster = (await visibleClusters(ctx, "pods:exec")).find((each) => each.id === row?.clusterId);
  const isProtected = row !== null && protectedNamespaces.includes(row.namespace);
  if (cluster && (!isProtected || (await isElevatedForTerminals(ctx, cluster)))) return;
  const target = { kind: "terminal", id, name: id, clusterId: row?.clusterId ?? null };
  const decision = { effect: "deny" as const, policies: [], permission: "pods:exec" };
  await refuse(ctx, { action: "terminal.attach", target }, new Fault("Forbidden", worded("AccessEnded")), decision);
}
