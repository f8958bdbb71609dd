import { Fault } from "@holdfast/contracts/fault";
import { PolicyObject } from "@holdfast/contracts/policy-object";
import { Stage } from "@holdfast/contracts/rollout-strategy";
import { textOf } from "@holdfast/contracts/text-of";
import { worded } from "@holdfast/contracts/worded";
import { acquireLease, LeaseLost, releaseLease, renewLease } from "@holdfast/db/lease";
import { desiredObjects } from "@holdfast/domain/policy/desired-objects";
import { z } from "zod";
import { adjustmentsBesideWaivers } from "../policies/adjustments";
import type { ImpactDriver } from "../policy-impact/advance-impact";
import { observedResources } from "../policy-impact/observed-resources";
import { keepFailure, keepLook, keepRemovals } from "./keep-look";
import { lookAtCluster } from "./look-at-cluster";
import type { DeployedPolicy } from "./policy-look";

const LEASE_MS = 60_000;
const RENEW_MS = 15_000;

/** What a cluster has of each policy now, as it is enforced there but for the waivers, and the policies of which nobody can say what that is. */
async function deployedPolicies({ ctx }: ImpactDriver, clusterId: string) {
  const { prisma } = ctx.db;
  const deployments = await prisma.policyDeployment.findMany({ where: { clusterId }, orderBy: { policyId: "asc" } });
  const versions = await prisma.policyVersion.findMany({
    where: { OR: deployments.map(({ policyId, version }) => ({ policyId, number: version })) },
    select: { policyId: true, objects: true, contentHash: true },
  });
  const policies: DeployedPolicy[] = [];
  const unreadable: DeployedPolicy[] = [];
  for (const { policyId, version, contentHash, stage } of deployments) {
    const row = versions.find((each) => each.policyId === policyId);
    const objects = z.array(PolicyObject).safeParse(row?.objects);
    if (!row || !objects.success) {
      unreadable.push({ policyId, version, contentHash, objects: [] });
      continue;
    }
    const adjusted = desiredObjects({ objects: objects.data, contentHash: row.contentHash }, adjustmentsBesideWaivers(Stage.parse(stage)));
    policies.push({ policyId, version, contentHash, objects: adjusted.objects });
  }
  return { policies, unreadable };
}

/**
 * Judges what a cluster has by the policies that it has, and keeps what came of it. One hub at a time does one cluster; a policy's part is
 * kept whole or not at all. Where the cluster can't be read, nothing is taken to be over.
 */
export async function judgeDueCluster(driver: ImpactDriver, clusterId: string): Promise<void> {
  const { ctx, live, judge, hubId, signal } = driver;
  const lease = await acquireLease(ctx.db, `compliance:${clusterId}`, hubId, LEASE_MS);
  if (!lease) return;
  const renewing = setInterval(() => void renewLease(ctx.db, lease, LEASE_MS).catch(() => undefined), RENEW_MS);
  const keeper = { ctx, lease, clusterId };
  try {
    await keepRemovals(keeper);
    const { policies, unreadable } = await deployedPolicies(driver, clusterId);
    for (const policy of unreadable) await keepFailure(keeper, policy, worded("StoredPolicyUnreadable", { version: policy.version }));
    try {
      const observed = (await observedResources(ctx.db.prisma, [clusterId])).get(clusterId) ?? [];
      const looks = await lookAtCluster({ live, judge, clusterId, observed, policies, signal });
      for (const look of looks) await keepLook(keeper, look);
    } catch (cause) {
      if (signal?.aborted || cause instanceof LeaseLost) throw cause;
      if (!(cause instanceof Fault))
        ctx.log.error({ err: cause, "cluster.id": clusterId }, "a cluster could not be judged by its policies");
      const why = cause instanceof Fault ? textOf(cause) : worded("ImpactBroke");
      for (const policy of policies) await keepFailure(keeper, policy, why);
    }
  } catch (cause) {
    // Another hub goes on with it, or this one is stopping.
    if (!(cause instanceof LeaseLost) && !signal?.aborted) throw cause;
  } finally {
    clearInterval(renewing);
    await releaseLease(ctx.db, lease);
  }
}
