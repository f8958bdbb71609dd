import type { TerminalFacts } from "@holdfast/domain/object/terminal-gates";
import type { ClusterRow } from "../access/cluster-row";
import { effectiveLinkState, liveHubs } from "../clusters/cluster-view";
import type { ServiceContext } from "../context/service-context";
import { isElevatedForTerminals } from "./protected-namespaces";

/** What the gates of a terminal are asked about, from the store. */
export async function terminalFacts(
  ctx: ServiceContext,
  cluster: ClusterRow,
  namespace: string | null,
  protectedNamespaces: readonly string[],
): Promise<TerminalFacts> {
  const { db, actor } = ctx;
  const isShut = namespace !== null && protectedNamespaces.includes(namespace) && !(await isElevatedForTerminals(ctx, cluster));
  const [link, hubs, open] = await Promise.all([
    db.prisma.agentLink.findUnique({ where: { clusterId: cluster.id }, select: { state: true, hubId: true } }),
    liveHubs(db.prisma),
    db.prisma.terminalSession.count({ where: { userId: actor.id, endedAt: null } }),
  ]);
  return {
    clusterName: cluster.name,
    environment: cluster.environment,
    linkState: effectiveLinkState(link, hubs),
    open,
    shutNamespace: isShut ? namespace : null,
  };
}
