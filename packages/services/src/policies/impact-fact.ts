import type { Prisma } from "@holdfast/db/generated/prisma/client";
import type { ImpactFact } from "@holdfast/domain/policy/rollout-gates";
import type { ClusterRow } from "../access/cluster-row";

/** What is known of the impact of a version that denies: when it was last judged, and where it was not. */
export async function impactFact(
  prisma: Prisma.TransactionClient,
  policyId: string,
  number: number,
  { savedAt, clusters, now }: { readonly savedAt: Date; readonly clusters: readonly ClusterRow[]; readonly now: Date },
): Promise<ImpactFact> {
  const impact = await prisma.policyImpact.findUnique({
    where: { policyId_number: { policyId, number } },
    select: { state: true, requestedAt: true, clusters: { where: { state: "judged" }, select: { clusterId: true } } },
  });
  const known = new Set(impact?.clusters.map(({ clusterId }) => clusterId));
  return {
    state: impact === null ? "never" : impact.state === "judged" ? "judged" : impact.state === "stopped" ? "stopped" : "judging",
    // What was seen is as old as the moment at which the look began.
    ageMs: impact && now.getTime() - impact.requestedAt.getTime(),
    isOlderThanVersion: impact !== null && impact.requestedAt < savedAt,
    missing: clusters.filter(({ id }) => !known.has(id)).map(({ name }) => name),
  };
}
