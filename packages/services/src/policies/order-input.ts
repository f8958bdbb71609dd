import type { policyApply } from "@holdfast/contracts/commands/policy-apply";
import { PolicyObject, refKey, refOf } from "@holdfast/contracts/policy-object";
import { Stage } from "@holdfast/contracts/rollout-strategy";
import type { Prisma, RolloutTarget } from "@holdfast/db/generated/prisma/client";
import { z } from "zod";
import { applyInput } from "./apply-input";
import { termsOf } from "./rollout-terms";
import type { MovingRollout } from "./write-target";

/** The version that one cluster of a rollout goes to. */
export const versionFor = (rollout: MovingRollout, { toVersion }: RolloutTarget): number => toVersion ?? rollout.toVersion;

/** The stage at which one cluster is ordered now: that of its wave, and the last one for a wave that is over. */
function stageFor(rollout: MovingRollout, target: RolloutTarget): Stage {
  const { stages, isThorough } = termsOf(rollout);
  if (isThorough) return Stage.parse(target.stage);
  return stages[target.wave === rollout.currentWave ? rollout.currentStage : stages.length - 1] ?? "enforce";
}

/** The objects that the rollout before may have left in a cluster without anybody having read them back: of one that failed half way. */
async function leftBehind(prisma: Prisma.TransactionClient, rollout: MovingRollout, clusterId: string): Promise<PolicyObject[]> {
  const before = await prisma.rolloutTarget.findFirst({
    where: { clusterId, attempt: { gt: 0 }, rollout: { policyId: rollout.policyId, requestedAt: { lt: rollout.requestedAt } } },
    orderBy: { rollout: { requestedAt: "desc" } },
    select: { commandId: true, toVersion: true, rollout: { select: { toVersion: true } } },
  });
  const number = before?.toVersion ?? before?.rollout.toVersion ?? 0;
  const command = before?.commandId
    ? await prisma.command.findUnique({ where: { id: before.commandId }, select: { outcome: true } })
    : null;
  // What was refused has left nothing, and may have been so because somebody else's object is there.
  if (number === 0 || command?.outcome === "refused") return [];
  const key = { policyId: rollout.policyId, number };
  const version = await prisma.policyVersion.findUnique({ where: { policyId_number: key }, select: { objects: true } });
  return z.array(PolicyObject).parse(version?.objects ?? []);
}

/** What one cluster of a rollout is ordered, and at which stage. `at` is the stage of an order that was given before. */
export async function orderInput(
  prisma: Prisma.TransactionClient,
  rollout: MovingRollout,
  target: RolloutTarget,
  at?: Stage,
): Promise<{ readonly input: z.infer<typeof policyApply.input>; readonly stage: Stage }> {
  const stage = at ?? stageFor(rollout, target);
  const [input, left] = await Promise.all([
    applyInput(prisma, rollout.policy, versionFor(rollout, target), target.clusterId, stage),
    leftBehind(prisma, rollout, target.clusterId),
  ]);
  const known = new Set([...input.objects.map(refOf), ...input.remove].map(refKey));
  const also = left.map(refOf).filter((ref) => !known.has(refKey(ref)));
  return { input: { ...input, remove: [...input.remove, ...also] }, stage };
}
