import type { Worded } from "@holdfast/contracts/phrase";
import { textOf } from "@holdfast/contracts/text-of";
import type { Run } from "@holdfast/db/generated/prisma/client";
import { validApprovers } from "@holdfast/domain/gates/approvals";
import type { Guard, GuardFacts } from "@holdfast/domain/gates/guards";
import type { SourceFacts } from "@holdfast/domain/gates/source-guard";
import { NO_TERMS, type TermFacts } from "@holdfast/domain/gates/term-guards";
import { movingPhases } from "@holdfast/domain/run/phase-machine";
import type { Site } from "../step-context";
import { type LossFacts, NO_LOSS } from "./gather-loss";
import type { RunPlan } from "./load-run";
import { peopleFacts } from "./people-facts";
import type { RunContext } from "./run-context";
import { standingApprovals } from "./standing-approvals";
import { type SubjectRow, subjectNow } from "./subject-now";

/** What of a run the guards look at. */
export type GuardedRun = Pick<
  Run,
  "id" | "groupId" | "epoch" | "subjectHash" | "requestedById" | "approvalsRequired" | "armingId" | "parentId" | "origin" | "mode" | "kind"
>;

/** What the guards are asked about beside the run itself. */
export interface GuardedMove {
  /** The site of the next order; null or absent when there is none. */
  readonly target?: Site | null;
  /** What only a start asks. */
  readonly atStart?: Pick<GuardFacts, "blocking" | "lateOrders">;
  readonly loss?: LossFacts;
  /** What the plan itself names. */
  readonly terms?: TermFacts;
  /** The side whose writes the next order takes over; null or absent when it promotes nothing. */
  readonly source?: SourceFacts | null;
  /** The run whose steps are under way, with the plan that they are taken from. */
  readonly underWay?: { readonly row: SubjectRow; readonly plan: RunPlan };
}

/** Gathers what the guards look at, now. */
export async function gatherGuards(
  ctx: Pick<RunContext, "db" | "links" | "now">,
  run: GuardedRun,
  { sites: [, standby] }: Pick<RunPlan, "sites">,
  { target = null, source = null, atStart = { blocking: [], lateOrders: [] }, loss = NO_LOSS, terms = NO_TERMS, underWay }: GuardedMove,
): Promise<GuardFacts> {
  const [[group], approvals, standbyLink, targetLink, people] = await Promise.all([
    ctx.db.prisma.$queryRaw<{ epoch: bigint; others: string[] }[]>`
      SELECT epoch, array(SELECT plan.name FROM run JOIN plan ON plan.id = run.plan_id
                          WHERE run.group_id = protection_group.id AND run.id <> ${run.id}::uuid AND run.kind <> 'rehearsal' AND run.phase = ANY(${[...movingPhases]})) AS others
      FROM protection_group WHERE id = ${run.groupId}::uuid`,
    standingApprovals(ctx.db, run),
    ctx.links.linkOf(standby.id),
    target ? ctx.links.linkOf(target.id) : null,
    peopleFacts(ctx.db, run, ctx.now()),
  ]);
  if (!group) throw new RangeError("the run has no protection group");
  return {
    runEpoch: run.epoch,
    groupEpoch: group.epoch,
    otherRuns: group.others,
    approvals: {
      valid: validApprovers(approvals.decisions, approvals.approvedHash, run.requestedById).length,
      required: run.approvalsRequired,
    },
    isAsApproved: !underWay || subjectNow(underWay.row, underWay.plan, approvals) === run.subjectHash,
    standby: { name: standby.name, isConnected: standbyLink.isConnected },
    target: target && targetLink ? { name: target.name, isConnected: targetLink.isConnected, clockSkewMs: targetLink.clockSkewMs } : null,
    ...atStart,
    people,
    source,
    terms,
    ...loss,
  };
}

/** What the guards that are not met say. */
export const unmetWords = (guards: readonly Guard[]): Worded[] => guards.filter((guard) => !guard.isMet).map(textOf);
