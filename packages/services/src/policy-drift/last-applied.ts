import { policyApply } from "@holdfast/contracts/commands/policy-apply";
import type { Policy, PolicyDeployment, Prisma } from "@holdfast/db/generated/prisma/client";
import { type ApplyInput, applyInput } from "../policies/apply-input";

/**
 * What a cluster is to have of a policy by what last reached it. Where something else is wanted by now, as after the end of a waiver that no
 * rollout has taken along yet, that is what it was ordered then. Null where nobody knows that any more.
 */
export async function lastApplied(tx: Prisma.TransactionClient, policy: Policy, deployment: PolicyDeployment): Promise<ApplyInput | null> {
  const { clusterId, version, contentHash } = deployment;
  const wanted = await applyInput(tx, policy, version, clusterId);
  if (wanted.contentHash === contentHash) return wanted;
  const command = await tx.command.findFirst({
    where: {
      ...{ clusterId, scope: `policy:${policy.id}`, name: policyApply.name },
      input: { path: ["contentHash"], equals: contentHash },
    },
    orderBy: { seq: "desc" },
    select: { input: true },
  });
  const ordered = policyApply.input.safeParse(command?.input);
  if (!ordered.success) return null;
  // What it took away then is gone, and may be somebody's by now.
  return policyApply.input.parse({ policy: policy.name, contentHash, objects: ordered.data.objects, remove: [] });
}
