import type { CaseTarget, Evidence } from "@holdfast/contracts/scenario-case";
import { worded } from "@holdfast/contracts/worded";
import type { Prisma } from "@holdfast/db/generated/prisma/client";
import type { CaseCluster } from "./case-clusters";

type InventoryEvidence = Extract<CaseTarget["evidence"], { kind: "inventory" }>;

const describe = ({ resource, namespace, name, measure }: InventoryEvidence) =>
  `${measure} of ${resource} ${[namespace, name].filter(Boolean).join("/")}`.trim();

/** What one cluster's inventory shows for a target. A cluster that nobody can vouch for now gives no evidence, only its last known value in words. */
export async function measureInventory(
  prisma: Prisma.TransactionClient,
  evidence: InventoryEvidence,
  cluster: CaseCluster,
): Promise<Evidence> {
  const { resource, namespace, name, measure } = evidence;
  const where = { clusterId: cluster.id, resource, ...(namespace ? { namespace } : {}), ...(name ? { name } : {}) };
  const { _count, _sum } = await prisma.inventoryObject.aggregate({ where, _count: true, _sum: { ready: true, desired: true } });
  // A workload that is not there has no replicas to speak of; a count of none is a measurement.
  const value = measure === "count" ? _count : _count === 0 ? null : ((measure === "ready" ? _sum.ready : _sum.desired) ?? null);
  const base = { clusterId: cluster.id, clusterName: cluster.name, source: describe(evidence) };
  if (!cluster.isVouchedFor) return { ...base, value: null, ...worded("OnlyLastKnown", { value: value ?? worded("NothingKnown") }) };
  return value === null ? { ...base, value, ...worded("ObjectNotThere") } : { ...base, value, message: null };
}
