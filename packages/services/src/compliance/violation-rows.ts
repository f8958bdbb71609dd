import { ViolationRow } from "@holdfast/contracts/compliance";
import type { PolicyViolation } from "@holdfast/db/generated/prisma/client";
import type { ServiceContext } from "../context/service-context";

/** The names of all policies by id. */
export async function policyNames(ctx: ServiceContext): Promise<ReadonlyMap<string, string>> {
  const rows = await ctx.db.prisma.policy.findMany({ select: { id: true, name: true } });
  return new Map(rows.map(({ id, name }) => [id, name]));
}

const stateOf = ({ resolvedAt, waiverId }: PolicyViolation) => (resolvedAt !== null ? "resolved" : waiverId !== null ? "waived" : "open");

/** Violations as pages show them. An open one was last seen when its resource was last read. */
export async function violationRows(
  ctx: ServiceContext,
  rows: readonly PolicyViolation[],
  { clusters, policies }: { readonly clusters: ReadonlyMap<string, string>; readonly policies: ReadonlyMap<string, string> },
): Promise<ViolationRow[]> {
  const among = (of: (row: PolicyViolation) => string) => ({ in: [...new Set(rows.map(of))] });
  const reads = await ctx.db.prisma.policyScanResource.findMany({
    where: { policyId: among((row) => row.policyId), clusterId: among((row) => row.clusterId), resource: among((row) => row.resource) },
  });
  const readAt = new Map(reads.map((read) => [`${read.policyId} ${read.clusterId} ${read.resource}`, read.readAt]));
  return rows.map((row) => {
    const read = readAt.get(`${row.policyId} ${row.clusterId} ${row.resource}`);
    return ViolationRow.parse({
      ...row,
      policyName: policies.get(row.policyId) ?? "",
      rule: row.policyName,
      clusterName: clusters.get(row.clusterId) ?? "",
      workload: { kind: row.workloadKind, name: row.workloadName },
      state: stateOf(row),
      lastSeen: row.resolvedAt === null ? (read ?? row.lastSeen) : row.lastSeen,
    });
  });
}
