import { policyApply } from "@holdfast/contracts/commands/policy-apply";
import type { Worded } from "@holdfast/contracts/phrase";
import { type PolicyRef, refKey, refOf, refText } from "@holdfast/contracts/policy-object";
import { type PolicyObjectState, policyRead } from "@holdfast/contracts/queries/policy-read";
import { Stage } from "@holdfast/contracts/rollout-strategy";
import { worded } from "@holdfast/contracts/worded";
import type { RolloutTarget } from "@holdfast/db/generated/prisma/client";
import type { RolloutDriver } from "./advance-rollout";
import { orderInput } from "./order-input";
import type { MovingRollout } from "./write-target";

const READ_DEADLINE_MS = 5000;

/** What a cluster said that it has, held against what it was ordered. */
export interface ReadBack {
  readonly wrong: Worded[];
  readonly contentHash: string;
  readonly objects: PolicyRef[];
  readonly warnings: string[];
}

/** What the cluster was ordered. Not worked out anew: a waiver that began or ended since is for the next rollout to bring. */
async function orderedInput({ ctx: { db } }: RolloutDriver, rollout: MovingRollout, target: RolloutTarget) {
  const command = target.commandId
    ? await db.prisma.command.findUnique({ where: { id: target.commandId }, select: { input: true } })
    : null;
  if (command) return policyApply.input.parse(command.input);
  return (await orderInput(db.prisma, rollout, target, Stage.parse(target.stage))).input;
}

/** Asks the cluster itself what it has now of its last order. Throws a fault when it can't be asked. */
export async function readBack(driver: RolloutDriver, rollout: MovingRollout, target: RolloutTarget): Promise<ReadBack> {
  const wanted = await orderedInput(driver, rollout, target);
  const objects = wanted.objects.map(refOf);
  const asked = { objects: [...objects, ...wanted.remove] };
  const answer = await driver.live.ask(target.clusterId, policyRead, asked, { deadlineMs: READ_DEADLINE_MS });
  const found = new Map(answer.objects.map((state): [string, PolicyObjectState] => [refKey(state), state]));
  const wrong = [
    ...objects
      .filter((ref) => found.get(refKey(ref))?.contentHash !== wanted.contentHash)
      .map((ref) => worded("ObjectNotAsPushed", { object: refText(ref) })),
    ...wanted.remove.filter((ref) => found.get(refKey(ref))?.isPresent).map((ref) => worded("ObjectStillThere", { object: refText(ref) })),
    ...objects.flatMap((ref) => {
      const problems = found.get(refKey(ref))?.problems ?? [];
      return problems.length > 0 ? [worded("ObjectCantJudge", { object: refText(ref), problems: problems.join("; ") })] : [];
    }),
  ];
  return {
    wrong,
    contentHash: wanted.contentHash,
    objects,
    warnings: answer.objects.flatMap((state) => state.warnings),
  };
}
