import type { Database } from "@holdfast/db/database";
import type { Arming, Run } from "@holdfast/db/generated/prisma/client";
import type { Decision } from "@holdfast/domain/gates/approvals";
import { contentHash } from "@holdfast/domain/plan/content-hash";
import { armingHash } from "@holdfast/domain/run/subject-hash";
import { loadRunPlan } from "./load-run";
import { decisionsOf } from "./step-decisions";
import { subjectNow } from "./subject-now";

/** What people decided about a run, and the hash that their yes has to be bound to. */
export interface StandingApprovals {
  readonly decisions: readonly Decision[];
  readonly approvedHash: string;
  /** The hash of the arming that it was begun under, made again from its rows; null when a person asked for it. */
  readonly armingHash: string | null;
  /** The hash of the run whose step made it, made again from its rows; null when no step did. */
  readonly parentHash: string | null;
}

/** The hash of an arming, made again from the rows that it stands for. */
export async function armingHashNow(db: Pick<Database["prisma"], "planVersion">, arming: Arming): Promise<string> {
  const { spec } = await db.planVersion.findUniqueOrThrow({
    where: { planId_number: { planId: arming.planId, number: arming.planVersion } },
    select: { spec: true },
  });
  return armingHash({ ...arming, armingId: arming.id, planContentHash: contentHash(spec) });
}

/** The decisions about an arming. */
export async function armingDecisions(db: Pick<Database["prisma"], "armingDecision">, armingId: string): Promise<Decision[]> {
  const rows = await db.armingDecision.findMany({ where: { armingId } });
  // The column is only written from the contract's two words.
  return rows.map((row) => ({ ...row, decision: row.decision as Decision["decision"] }));
}

/** What was decided about the run whose step made this one stands for it, and is bound to that run's hash. */
async function approvalsOfParent(db: Database, parentId: string): Promise<StandingApprovals> {
  const parent = await db.prisma.run.findUniqueOrThrow({ where: { id: parentId } });
  const [standing, plan] = await Promise.all([standingApprovals(db, parent), loadRunPlan(db, parentId)]);
  return { ...standing, armingHash: null, parentHash: subjectNow(parent, plan, standing) };
}

/** What people decided about a run: about itself, about the arming that it was begun under, or about the run whose step made it. */
export async function standingApprovals(
  db: Database,
  run: Pick<Run, "id" | "armingId" | "parentId" | "subjectHash">,
): Promise<StandingApprovals> {
  if (run.parentId !== null) return approvalsOfParent(db, run.parentId);
  if (run.armingId === null)
    return { decisions: await decisionsOf(db, run.id, ""), approvedHash: run.subjectHash, armingHash: null, parentHash: null };
  const arming = await db.prisma.arming.findUniqueOrThrow({ where: { id: run.armingId } });
  const hash = await armingHashNow(db.prisma, arming);
  return { decisions: await armingDecisions(db.prisma, arming.id), approvedHash: hash, armingHash: hash, parentHash: null };
}
