import { PolicyId } from "@holdfast/contracts/ids";
import { type PolicyListRow, RolloutPhase } from "@holdfast/contracts/policy";
import { authorise } from "../access/authorise";
import type { ServiceContext } from "../context/service-context";

/** All policies, by name, with how many clusters have them. */
export async function listPolicies(ctx: ServiceContext): Promise<PolicyListRow[]> {
  await authorise(ctx, {
    permission: "policy:read",
    action: "policy.list",
    target: { kind: "policy", id: "all", name: "policies", clusterId: null },
  });
  const rows = await ctx.db.prisma.policy.findMany({
    orderBy: { name: "asc" },
    include: { deployments: true, rollouts: { orderBy: { requestedAt: "desc" }, take: 1 } },
  });
  return rows.map((row) => ({
    id: PolicyId.parse(row.id),
    name: row.name,
    description: row.description,
    latestVersion: row.latest,
    deployed: row.deployments.map(({ version }) => version),
    rolloutPhase: row.rollouts[0] ? RolloutPhase.parse(row.rollouts[0].phase) : null,
  }));
}
