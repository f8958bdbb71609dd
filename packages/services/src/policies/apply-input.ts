import { policyApply } from "@holdfast/contracts/commands/policy-apply";
import { PolicyKind, PolicyObject, type PolicyRef, refKey, refOf } from "@holdfast/contracts/policy-object";
import { Stage } from "@holdfast/contracts/rollout-strategy";
import type { Prisma } from "@holdfast/db/generated/prisma/client";
import { contentHash as hashOf } from "@holdfast/domain/plan/content-hash";
import { desiredObjects } from "@holdfast/domain/policy/desired-objects";
import { z } from "zod";
import { adjustmentsOf } from "./adjustments";

/** What the last version that reached a cluster left there. Rows of before there were kinds in namespaces name none. */
export const DeployedObjects = z.array(
  z
    .object({ kind: PolicyKind, namespace: z.string().nullish(), name: z.string() })
    .transform(({ kind, namespace, name }): PolicyRef => ({ kind, ...(namespace ? { namespace } : {}), name })),
);
export type DeployedObjects = z.infer<typeof DeployedObjects>;

/** What `policy.apply` is sent. */
export type ApplyInput = z.infer<typeof policyApply.input>;

/** The hash of "no objects": what a policy is taken back to when it is removed. */
export const EMPTY_HASH = hashOf([]);

/**
 * The input of `policy.apply` that takes one cluster from what it has to a version; version 0 is none at all. Without a stage it is the one
 * at which the cluster has this very version, or as the version is written.
 */
export async function applyInput(
  prisma: Prisma.TransactionClient,
  policy: { id: string; name: string },
  number: number,
  clusterId: string,
  stage?: Stage,
): Promise<ApplyInput> {
  const [row, deployment] = await Promise.all([
    number === 0 ? null : prisma.policyVersion.findUniqueOrThrow({ where: { policyId_number: { policyId: policy.id, number } } }),
    prisma.policyDeployment.findUnique({ where: { policyId_clusterId: { policyId: policy.id, clusterId } } }),
  ]);
  const own = deployment?.version === number ? Stage.parse(deployment.stage) : "enforce";
  const adjustments = await adjustmentsOf(prisma, policy.id, clusterId, stage ?? own);
  const version = { objects: z.array(PolicyObject).parse(row?.objects ?? []), contentHash: row?.contentHash ?? EMPTY_HASH };
  const { objects, contentHash } = desiredObjects(version, adjustments);
  const kept = new Set(objects.map((object) => refKey(refOf(object))));
  const deployed = DeployedObjects.parse(deployment?.objects ?? []);
  return policyApply.input.parse({
    policy: policy.name,
    contentHash,
    objects,
    remove: deployed.filter((ref) => !kept.has(refKey(ref))),
  });
}
