import { randomUUID } from "node:crypto";
import type { PlanSpec } from "@holdfast/contracts/plan";
import type { Database } from "@holdfast/db/database";
import { contentHash } from "@holdfast/domain/plan/content-hash";
import { armingHash } from "@holdfast/domain/run/subject-hash";
import type { Pair, SavedPlan } from "./approved-run";

/** What answers for a primary of a pair, from the standby's side. */
export const PRIMARY_URL = "http://primary.bank/healthz";

/** A trigger that suits a test: quick to decide, slow enough for a busy machine. */
export const aTrigger = (more: object = {}) => ({
  holdDownSeconds: 1,
  minDelaySeconds: 0,
  probe: { url: PRIMARY_URL, timeoutMs: 500 },
  ...more,
});

/** What an arming may differ in. */
export interface ArmingMore {
  readonly phase?: "AwaitingApproval" | "Armed";
  readonly approvers?: readonly string[];
  /** The hash that the approvals are bound to, when it is another one. */
  readonly approvalHash?: string;
  readonly armedForMs?: number;
  /** When it was asked for and armed: it runs out `armedForMs` after that. */
  readonly acceptLoss?: readonly string[];
}

/** An arming that Ana asked for and others approved, as the verbs would have written it. Returns its id. */
export async function anArming(db: Database, pair: Pair, plan: PlanSpec, saved: SavedPlan, more: ArmingMore = {}): Promise<string> {
  const at = new Date();
  const arming = {
    ...{ id: randomUUID(), planId: saved.planId, planVersion: 1, workflow: "activate", planContentHash: contentHash(plan) },
    ...{ groupId: saved.groupId, primaryId: pair.primary.id, standbyId: pair.standby.id, reason: "nights" },
    ...{ requestedById: "ana", approvalsRequired: plan.spec.approvals.required },
    armedUntil: new Date(at.getTime() + (more.armedForMs ?? 3_600_000)),
  };
  const acceptedLoss = more.acceptLoss && {
    stores: more.acceptLoss.map((name) => ({ name, lossSeconds: null, verdict: "unmeasured" })),
    ...{ reason: "it burns", byId: "ana", byName: "Ana" },
  };
  const hash = armingHash({ ...arming, armingId: arming.id, acceptedLoss: acceptedLoss ?? null });
  await db.prisma.arming.create({
    data: {
      ...{ ...arming, phase: more.phase ?? "Armed", subjectHash: hash, requestedByName: "Ana", requestedAt: at, armedAt: at },
      ...{ expiresAt: new Date(at.getTime() + 3_600_000), ...(acceptedLoss ? { acceptedLoss } : {}) },
      decisions: {
        create: (more.approvers ?? ["ben"]).map((approverId) => ({
          ...{ id: randomUUID(), approverId, approverName: approverId, decision: "approve", comment: "", at },
          subjectHash: more.approvalHash ?? hash,
        })),
      },
    },
  });
  return arming.id;
}
