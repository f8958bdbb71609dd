import type { ViolationDetail } from "@holdfast/contracts/compliance";
import { Fault } from "@holdfast/contracts/fault";
import { worded } from "@holdfast/contracts/worded";
import type { ServiceContext } from "../context/service-context";
import { policyNames, violationRows } from "./violation-rows";
import { violationClusters } from "./violation-where";

const MOST_EPISODES = 50;

/** One violation with the other times that it was there. `NotFound` where the caller may not see its cluster. */
export async function getViolation(ctx: ServiceContext, id: string): Promise<ViolationDetail> {
  const { prisma } = ctx.db;
  const clusters = await violationClusters(ctx, "policy.violation");
  const row = await prisma.policyViolation.findUnique({ where: { id } });
  if (!row || !clusters.has(row.clusterId)) throw new Fault("NotFound", worded("ViolationAbsent"));
  const { policyId, clusterId, key, resource, namespace, name } = row;
  const [episodes, object, policies] = await Promise.all([
    prisma.policyViolation.findMany({ where: { policyId, clusterId, key }, orderBy: { firstSeen: "desc" }, take: MOST_EPISODES }),
    prisma.inventoryObject.findFirst({ where: { clusterId, resource, namespace, name }, select: { uid: true } }),
    policyNames(ctx),
  ]);
  const rows = await violationRows(ctx, [row, ...episodes], { clusters, policies });
  const [violation, ...others] = rows;
  if (!violation) throw new Fault("NotFound", worded("ViolationAbsent"));
  return { violation, episodes: others, objectUid: object?.uid ?? null };
}
