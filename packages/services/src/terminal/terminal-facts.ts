import type { TerminalFacts } from "@holdfast/domain/object/terminal-gates";
import type { ClusterRow } from "../access/cluster-row";
import { effectiveLinkState, liveHubs } from "../clusters/cluster-view";
import type { ServiceContext } from "../context/service-context";

/** What the gates of a terminal are asked about, from the store. */
export async function terminalFacts({ db, actor }: ServiceContext, cluster: ClusterRow): Promise<TerminalFacts> {
  const [link, hubs, open] = await Promise.all([
    db.prisma.agentLink.findUnique({ where: { clusterId: cluster.id }, select: { state: true, hubId: true } }),
    liveHubs(db.prisma),
    db.prisma.terminalSession.count({ where: { userId: actor.id, endedAt: null } }),
  ]);
  return { clusterName: cluster.name, environment: cluster.environment, linkState: effectiveLinkState(link, hubs), open };
}
