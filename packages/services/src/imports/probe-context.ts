import type { ContextProbe, ProbeContext } from "@holdfast/contracts/cluster-import";
import { transact } from "@holdfast/db/transact";
import { readKubeconfig } from "@holdfast/domain/kubeconfig/read-kubeconfig";
import { authorise } from "../access/authorise";
import { visibleClusters } from "../access/visible-clusters";
import type { ServiceContext } from "../context/service-context";
import type { LookPort } from "../live/look-port";
import type { ImportSettings } from "./import-settings";
import { importTarget } from "./read-contexts";
import { usableContext } from "./usable-context";

/**
 * Has a hub look at the cluster of a context: whether it can be reached, who it is, and what the account lacks of what an agent
 * needs. That somebody had it dialled is on record, with the address and without the credential.
 */
export async function probeContext(
  ctx: ServiceContext,
  settings: ImportSettings,
  hubs: LookPort,
  { kubeconfig, context }: ProbeContext,
): Promise<ContextProbe> {
  const target = importTarget("probe");
  const decision = await authorise(ctx, { permission: "cluster:register", action: "cluster.probe", target });
  const contexts = readKubeconfig(kubeconfig, { now: ctx.now(), isLoopbackAllowed: settings.isLoopbackAllowed });
  const { access, server } = usableContext(contexts, context);
  await transact(ctx.db, ctx.now, async (unit) => {
    unit.audit({
      ...{ actor: ctx.actor, action: "cluster.probe", target, outcome: "succeeded", reason: null, before: null },
      after: { server, context: context.slice(0, 200) },
      ...{ decision, requestId: ctx.requestId },
    });
  });
  const report = await hubs.lookAt(access);
  if (!report.isReachable) return report;
  const { clusterUid } = report;
  const known = await ctx.db.prisma.cluster.findFirst({ where: { clusterUid }, select: { id: true, name: true } });
  if (!known) return { ...report, managedAs: null };
  const isSeen = (await visibleClusters(ctx, "fleet:read")).some(({ id }) => id === known.id);
  return { ...report, managedAs: { name: isSeen ? known.name : null } };
}
