import type { Run } from "@holdfast/db/generated/prisma/client";
import { validApprovers } from "@holdfast/domain/gates/approvals";
import type { Guard, GuardFacts } from "@holdfast/domain/gates/guards";
import { movingPhases } from "@holdfast/domain/run/phase-machine";
import type { Site } from "../step-context";
import type { RunContext } from "./run-context";
import { decisionsOf } from "./step-decisions";

/** Gathers what the guards look at, now. `target` is the site of the next order. */
export async function gatherGuards(
  ctx: RunContext,
  run: Run,
  standby: Site,
  target: Site | null,
  blocking: readonly string[] = [],
): Promise<GuardFacts> {
  const [group, others, decisions, standbyLink, targetLink] = await Promise.all([
    ctx.db.prisma.protectionGroup.findUniqueOrThrow({ where: { id: run.groupId }, select: { epoch: true } }),
    ctx.db.prisma.run.findMany({
      where: { groupId: run.groupId, id: { not: run.id }, phase: { in: [...movingPhases] } },
      select: { plan: { select: { name: true } } },
    }),
    decisionsOf(ctx.db, run.id, ""),
    ctx.links.linkOf(standby.id),
    target ? ctx.links.linkOf(target.id) : null,
  ]);
  return {
    runEpoch: run.epoch,
    groupEpoch: group.epoch,
    otherRuns: others.map((other) => other.plan.name),
    approvals: { valid: validApprovers(decisions, run.subjectHash, run.requestedById).length, required: run.approvalsRequired },
    standby: { name: standby.name, isConnected: standbyLink.isConnected },
    target: target && targetLink ? { name: target.name, isConnected: targetLink.isConnected } : null,
    blocking,
  };
}

/** The guards that are not met, in one line. */
export const unmetInWords = (guards: readonly Guard[]): string =>
  guards
    .filter((guard) => !guard.isMet)
    .map((guard) => guard.message)
    .join("; ");
