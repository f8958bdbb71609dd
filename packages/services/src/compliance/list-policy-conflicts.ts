import type { PolicyConflictView } from "@holdfast/contracts/compliance";
import { PolicyId } from "@holdfast/contracts/ids";
import { PolicyObject } from "@holdfast/contracts/policy-object";
import { ClusterSelector } from "@holdfast/contracts/selector";
import { worded } from "@holdfast/contracts/worded";
import { type PolicyConflict, policyConflicts } from "@holdfast/domain/policy/policy-conflicts";
import { matchesCluster } from "@holdfast/domain/selector/matches-cluster";
import { z } from "zod";
import { authorise } from "../access/authorise";
import { visibleClusters } from "../access/visible-clusters";
import type { ServiceContext } from "../context/service-context";

type Names = ReadonlyMap<string, string>;

const textOf = (conflict: PolicyConflict, policies: Names, clusters: Names) => {
  const [first, second = first] = conflict.policyIds.map((id) => policies.get(id) ?? "");
  if (conflict.kind === "contraryBindings") {
    const [one, other] = conflict.bindings;
    return worded("ConflictOfBindings", { policy: first ?? "", rule: conflict.rule, one, other });
  }
  const where = conflict.clusterIds.map((id) => clusters.get(id) ?? "").join(", ");
  return worded("ConflictOfObject", { one: first ?? "", other: second ?? "", object: conflict.object, clusters: where });
};

/** What is at odds among the latest versions of policies, as far as it can be shown, in the clusters that the caller may see. */
export async function listPolicyConflicts(ctx: ServiceContext): Promise<PolicyConflictView[]> {
  const target = { kind: "policy", id: "all", name: "conflicts", clusterId: null };
  await authorise(ctx, { permission: "policy:read", action: "policy.conflicts", target });
  const [policies, versions, visible] = await Promise.all([
    ctx.db.prisma.policy.findMany({ orderBy: { name: "asc" } }),
    ctx.db.prisma.$queryRaw<{ id: string; objects: unknown }[]>`
      SELECT p.id, v.objects FROM policy p JOIN policy_version v ON v.policy_id = p.id AND v.number = p.latest`,
    visibleClusters(ctx, "inventory:read"),
  ]);
  const weighed = policies.map(({ id, placement }) => {
    const selector = ClusterSelector.parse(placement);
    return {
      id,
      objects: z.array(PolicyObject).safeParse(versions.find((version) => version.id === id)?.objects).data ?? [],
      clusterIds: visible.filter((cluster) => matchesCluster(selector, cluster)).map((cluster) => cluster.id),
    };
  });
  const names = new Map(policies.map(({ id, name }) => [id, name]));
  const clusters = new Map(visible.map(({ id, name }) => [id, name]));
  return policyConflicts(weighed).map((conflict) => ({
    policyIds: conflict.policyIds.map((id) => PolicyId.parse(id)),
    ...textOf(conflict, names, clusters),
  }));
}
