import type { ClusterSelector } from "@holdfast/contracts/selector";
import { matchesCluster } from "@holdfast/domain/selector/matches-cluster";
import { clusterRow, clusterRowFields } from "../access/cluster-row";
import { effectiveLinkState, liveHubs } from "../clusters/cluster-view";
import type { ServiceContext } from "../context/service-context";

/** A cluster that a case is bound to. */
export interface CaseCluster {
  readonly id: string;
  readonly name: string;
  /** Whether its agent is connected, so that what the store shows is what is there. */
  readonly isVouchedFor: boolean;
}

/** The clusters that a case's selector chooses, of those that have an agent. */
export async function caseClusters(ctx: ServiceContext, selector: ClusterSelector): Promise<CaseCluster[]> {
  const [rows, hubs] = await Promise.all([
    ctx.db.prisma.cluster.findMany({
      where: { identities: { some: { revokedAt: null } } },
      select: { ...clusterRowFields, link: true },
      orderBy: { name: "asc" },
    }),
    liveHubs(ctx.db.prisma),
  ]);
  return rows
    .filter((row) => matchesCluster(selector, clusterRow(row)))
    .map((row) => ({ id: row.id, name: row.name, isVouchedFor: effectiveLinkState(row.link, hubs) === "connected" }));
}
