import { createHash } from "node:crypto";
import type { FoundComponent } from "@holdfast/contracts/component";
import type { Prisma } from "@holdfast/db/generated/prisma/client";
import { transact } from "@holdfast/db/transact";
import type { ServiceContext } from "../context/service-context";
import { searchCluster } from "./read-signs";

const digestOf = (found: readonly FoundComponent[]) => createHash("sha256").update(JSON.stringify(found)).digest("hex");

async function replace(tx: Prisma.TransactionClient, clusterId: string, found: readonly FoundComponent[], at: Date): Promise<void> {
  const known = await tx.clusterComponent.findMany({ where: { clusterId }, select: { component: true, firstSeenAt: true } });
  const firstSeen = new Map(known.map(({ component, firstSeenAt }) => [component, firstSeenAt]));
  await tx.clusterComponent.deleteMany({ where: { clusterId } });
  await tx.clusterComponent.createMany({
    data: found.map(({ signs, ...row }) => ({
      ...row,
      clusterId,
      signs: signs as unknown as Prisma.InputJsonValue,
      firstSeenAt: firstSeen.get(row.component) ?? at,
    })),
  });
}

/**
 * Looks through a cluster's inventory for the systems of the catalogue and keeps what was found, whole or not at all. True when
 * something is another than before; then the browsers hear of it. Of a cluster that was never seen it says nothing.
 */
export async function scanCluster(ctx: Pick<ServiceContext, "db" | "now">, clusterId: string): Promise<boolean> {
  const isKnown = await ctx.db.prisma.inventoryResource.findFirst({ where: { clusterId }, select: { clusterId: true } });
  if (!isKnown) return false;
  const found = (await searchCluster(ctx.db.prisma, clusterId)).results();
  const digest = digestOf(found);
  // Not audited: derived from what agents reported, and no decision of anybody.
  return transact(ctx.db, ctx.now, async (unit) => {
    const [cluster] = await unit.tx.$queryRaw<{ id: string }[]>`SELECT id FROM cluster WHERE id = ${clusterId}::uuid FOR UPDATE`;
    if (!cluster) return false;
    const scannedAt = ctx.now();
    const before = await unit.tx.componentScan.findUnique({ where: { clusterId } });
    await unit.tx.componentScan.upsert({
      where: { clusterId },
      create: { clusterId, scannedAt, digest },
      update: { scannedAt, digest },
    });
    if (before?.digest === digest) return false;
    await replace(unit.tx, clusterId, found, scannedAt);
    const payload = { found: found.length };
    unit.emit({ type: "cluster.components-changed", clusterIds: [clusterId], subject: { kind: "cluster", id: clusterId }, payload });
    return true;
  });
}
