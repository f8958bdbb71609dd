import type { Database } from "@holdfast/db/database";
import type { Arming, Run } from "@holdfast/db/generated/prisma/client";
import type { Decision } from "@holdfast/domain/gates/approvals";
import { contentHash } from "@holdfast/domain/plan/content-hash";
import { armingHash } from "@holdfast/domain/run/subject-hash";
import { decisionsOf } from "./step-decisions";

/** What people decided about a run, and the hash that their yes has to be bound to. */
export interface StandingApprovals {
  readonly decisions: readonly Decision[];
  readonly approvedHash: string;
  /** The hash of the arming that it was begun under, made again from its rows; null when a person asked for it. */
  readonly armingHash: string | null;
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

/** What people decided about a run: about itself, or about the arming that it was begun under. */
export async function standingApprovals(db: Database, run: Pick<Run, "id" | "armingId" | "subjectHash">): Promise<StandingApprovals> {
  if (run.armingId === null) return { decisions: await decisionsOf(db, run.id, ""), approvedHash: run.subjectHash, armingHash: null };
  const arming = await db.prisma.arming.findUniqueOrThrow({ where: { id: run.armingId } });
  const hash = await armingHashNow(db.prisma, arming);
  return { decisions: await armingDecisions(db.prisma, arming.id), approvedHash: hash, armingHash: hash };
}
