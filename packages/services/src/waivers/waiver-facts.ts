import type { AuditTarget } from "@holdfast/contracts/audit";
import { Fault } from "@holdfast/contracts/fault";
import type { Json } from "@holdfast/contracts/json";
import { WaiverState } from "@holdfast/contracts/waiver";
import { worded } from "@holdfast/contracts/worded";
import type { PolicyWaiver, Prisma } from "@holdfast/db/generated/prisma/client";
import type { Unit } from "@holdfast/db/transact";
import { type ClusterRow, clusterRow, clusterRowFields } from "../access/cluster-row";
import { settleCounts } from "../compliance/settle-counts";

/** The waiver, or `NotFound`. */
export async function waiverById(tx: Prisma.TransactionClient, id: string): Promise<PolicyWaiver> {
  const row = await tx.policyWaiver.findUnique({ where: { id } });
  if (!row) throw new Fault("NotFound", worded("WaiverAbsent"));
  return row;
}

/** The clusters of a waiver, by name. */
export async function waiverClusters(tx: Prisma.TransactionClient, ids: readonly string[]): Promise<ClusterRow[]> {
  const rows = await tx.cluster.findMany({ where: { id: { in: [...ids] } }, select: clusterRowFields, orderBy: { name: "asc" } });
  return rows.map(clusterRow);
}

/** The audit target of a waiver. */
export const waiverTarget = ({ id }: { readonly id: string }, policyName: string): AuditTarget => ({
  ...{ kind: "waiver", id, name: `waiver of ${policyName}`, clusterId: null },
});

/** Where a waiver stands. The column is only written by this package. */
export const waiverState = ({ state }: Pick<PolicyWaiver, "state">): WaiverState => WaiverState.parse(state);

/** A waiver as the audit chain keeps it. */
export const waiverRecord = (row: PolicyWaiver): Json => ({
  ...{ state: row.state, policyId: row.policyId, clusterIds: row.clusterIds, namespace: row.namespace },
  ...{ workload: row.workloadKind === null ? null : `${row.workloadKind}/${row.workloadName}`, objectName: row.objectName },
  ...{ owner: row.owner, expiresAt: row.expiresAt.toISOString() },
});

/** Says that a waiver has changed, and brings what is counted in line where it begins or ends. */
export async function tellWaiver(unit: Unit, row: PolicyWaiver, now: Date, isEffective: boolean): Promise<void> {
  unit.emit({
    ...{ type: "policy.waiver-changed", clusterIds: row.clusterIds, subject: { kind: "waiver", id: row.id } },
    payload: { state: row.state },
  });
  if (!isEffective) return;
  await settleCounts(unit.tx, row.policyId, row.clusterIds, now);
  unit.emit({
    ...{ type: "policy.compliance-changed", clusterIds: row.clusterIds, subject: { kind: "policy", id: row.policyId }, payload: {} },
  });
  unit.wake({ topic: "rollout", key: row.policyId });
}
