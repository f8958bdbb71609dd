import { type ClusterComponents, ComponentSign } from "@holdfast/contracts/component";
import { componentCatalogue } from "@holdfast/domain/component/catalogue";
import { z } from "zod";
import { visibleCluster } from "../clusters/visible-cluster";
import type { ServiceContext } from "../context/service-context";
import { staleClusters } from "../inventory/stale-clusters";
import { aboutComponent } from "./about-component";

const Signs = z.array(ComponentSign);

/** What was found in one cluster, and what tells of it. Throws `NotFound` for a cluster that the caller does not see. */
export async function clusterComponents(ctx: ServiceContext, clusterId: string): Promise<ClusterComponents> {
  const cluster = await visibleCluster(ctx, clusterId, "inventory:read");
  const [rows, scan, [stale]] = await Promise.all([
    ctx.db.prisma.clusterComponent.findMany({ where: { clusterId: cluster.id } }),
    ctx.db.prisma.componentScan.findUnique({ where: { clusterId: cluster.id } }),
    staleClusters(ctx, [cluster]),
  ]);
  const found = new Map(rows.map((row) => [row.component, row]));
  return {
    components: componentCatalogue.flatMap((entry) => {
      const row = found.get(entry.id);
      if (!row) return [];
      const { versions, health, ready, desired, signCount, firstSeenAt } = row;
      return { ...aboutComponent(entry), versions, health, ready, desired, signCount, firstSeenAt, signs: Signs.parse(row.signs) };
    }),
    scannedAt: scan?.scannedAt ?? null,
    staleSince: stale?.since ?? null,
  };
}
