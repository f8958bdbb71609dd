import type { CompliancePage, ComplianceRow, ListCompliance } from "@holdfast/contracts/compliance";
import { ClusterId, PolicyId } from "@holdfast/contracts/ids";
import { ClusterSelector } from "@holdfast/contracts/selector";
import { matchesCluster } from "@holdfast/domain/selector/matches-cluster";
import { authorise } from "../access/authorise";
import type { ClusterRow } from "../access/cluster-row";
import { visibleClusters } from "../access/visible-clusters";
import type { ServiceContext } from "../context/service-context";
import { readPlace, writePlace } from "../identity/user-cursor";
import { complianceCell } from "./compliance-state";

/** So many policies stand side by side. */
const COLUMNS = 50;

const isPart = (part: string, name: string) => name.toLowerCase().includes(part.toLowerCase());

async function chosenPolicies(ctx: ServiceContext, { policy, policiesFrom }: ListCompliance) {
  const all = await ctx.db.prisma.policy.findMany({
    orderBy: { name: "asc" },
    select: { id: true, name: true, latest: true, placement: true },
  });
  const fitting = all.filter(({ name }) => isPart(policy, name));
  return { total: fitting.length, shown: fitting.slice(policiesFrom, policiesFrom + COLUMNS) };
}

async function allRows(
  ctx: ServiceContext,
  policies: Awaited<ReturnType<typeof chosenPolicies>>["shown"],
  clusters: readonly ClusterRow[],
) {
  const { prisma } = ctx.db;
  const where = { policyId: { in: policies.map(({ id }) => id) } };
  const [deployments, scans, agents] = await Promise.all([
    prisma.policyDeployment.findMany({ where, select: { policyId: true, clusterId: true, version: true, state: true } }),
    prisma.policyScan.findMany({ where }),
    prisma.agentIdentity.findMany({ where: { revokedAt: null }, select: { clusterId: true }, distinct: ["clusterId"] }),
  ]);
  const keyed = <T extends { policyId: string; clusterId: string }>(rows: readonly T[]) =>
    new Map(rows.map((row) => [`${row.policyId} ${row.clusterId}`, row]));
  const [deployed, scanned] = [keyed(deployments), keyed(scans)];
  const reached = new Set(agents.map(({ clusterId }) => clusterId));
  const placements = policies.map(({ id, placement }) => ({ id, selector: ClusterSelector.parse(placement) }));
  return clusters.map(
    (cluster): ComplianceRow => ({
      ...{ clusterId: ClusterId.parse(cluster.id), clusterName: cluster.name, environment: cluster.environment },
      cells: placements.map(({ id, selector }) =>
        complianceCell({
          policyId: id,
          // What has no agent is reached by nothing, whatever its labels say.
          isPlaced: reached.has(cluster.id) && matchesCluster(selector, cluster),
          deployment: deployed.get(`${id} ${cluster.id}`),
          scan: scanned.get(`${id} ${cluster.id}`),
        }),
      ),
    }),
  );
}

/** A page of the matrix: how each cluster that the caller may see stands towards each policy. Counts are kept, none is made here. */
export async function listCompliance(ctx: ServiceContext, input: ListCompliance): Promise<CompliancePage> {
  const target = { kind: "policy", id: "all", name: "compliance", clusterId: null };
  await authorise(ctx, { permission: "policy:read", action: "policy.compliance", target });
  const { cluster, environments, states, limit, cursor } = input;
  const [policies, visible] = await Promise.all([chosenPolicies(ctx, input), visibleClusters(ctx, "inventory:read")]);
  const chosen = visible.filter(
    (each) => isPart(cluster, each.name) && (environments.length === 0 || environments.includes(each.environment)),
  );
  const rows = (await allRows(ctx, policies.shown, chosen)).filter(
    ({ cells }) => states.length === 0 || cells.some(({ state }) => states.includes(state)),
  );
  const after = cursor === null ? "" : readPlace(cursor)[0];
  const left = rows.filter(({ clusterName }) => clusterName > after).sort((a, b) => (a.clusterName < b.clusterName ? -1 : 1));
  const page = left.slice(0, limit);
  const last = page.at(-1);
  return {
    rows: page,
    nextCursor: last && left.length > limit ? writePlace([last.clusterName, last.clusterId]) : null,
    total: rows.length,
    isTotalCapped: false,
    policies: policies.shown.map(({ id, name, latest }) => ({ id: PolicyId.parse(id), name, latestVersion: latest })),
    policyTotal: policies.total,
  };
}
