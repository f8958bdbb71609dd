import type { LinkState } from "@holdfast/contracts/cluster";
import type { Prisma } from "@holdfast/db/generated/prisma/client";
import { awayUntil, effectiveLinkState, liveHubs } from "./cluster-view";

/** How a cluster can be spoken to: `away` is without a link, as its owner expects; `gone` is without one against it. */
export type Reach = "connected" | "away" | "gone";

const reachOf = (state: LinkState, until: Date | null, now: Date): Reach =>
  state === "connected" ? "connected" : until !== null && until > now ? "away" : "gone";

/** How clusters can be spoken to now, by id. */
export async function reachOfClusters(
  prisma: Prisma.TransactionClient,
  clusterIds: readonly string[],
  now: Date,
): Promise<ReadonlyMap<string, Reach>> {
  const [rows, hubs] = await Promise.all([
    prisma.cluster.findMany({ where: { id: { in: [...clusterIds] } }, select: { id: true, awayDays: true, link: true } }),
    liveHubs(prisma),
  ]);
  return new Map(
    rows.map(({ id, awayDays, link }) => {
      const state = effectiveLinkState(link, hubs);
      return [id, reachOf(state, awayUntil({ awayDays, link }, state), now)];
    }),
  );
}

/** Those of the clusters that are away. */
export async function awayClusters(
  prisma: Prisma.TransactionClient,
  clusterIds: readonly string[],
  now: Date,
): Promise<ReadonlySet<string>> {
  const reach = await reachOfClusters(prisma, clusterIds, now);
  return new Set(clusterIds.filter((id) => reach.get(id) === "away"));
}
