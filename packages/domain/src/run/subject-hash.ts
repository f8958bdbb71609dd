import type { PinnedChild } from "@holdfast/contracts/child-run";
import { contentHash } from "../plan/content-hash";

/** What a person approves: this run, of this version, on these findings, for these sites. */
export interface RunSubject {
  readonly runId: string;
  readonly planId: string;
  readonly planVersion: number;
  readonly workflow: string;
  readonly planContentHash: string;
  readonly evaluationId: string;
  readonly evaluationContentHash: string;
  readonly groupId: string;
  readonly primaryId: string;
  readonly standbyId: string;
  /** The clusters beside the two that its steps may act on, in the order of the plan; empty or absent when none. */
  readonly otherIds?: readonly string[];
  readonly kind: string;
  readonly mode: string;
  readonly reason: string;
  readonly requestedById: string;
  readonly approvalsRequired: number;
  /** Which losses the requester accepts by name, as the run keeps them; null or absent when none. */
  readonly acceptedLoss?: unknown;
  /** The hash of the arming under which it was begun without a person; null or absent when a person asked for it. */
  readonly armingHash?: string | null;
  /** Before when it does not start; null or absent where it starts at once. */
  readonly notBefore?: Date | null;
  /** The runs of other plans that its steps may make, each as it was approved with this one; empty or absent when none. */
  readonly children?: readonly PinnedChild[];
  /** The hash of the run whose step made it, whose approvals stand for it; null or absent where people decide about it itself. */
  readonly parentHash?: string | null;
}

/** The hash that an approval of a run is bound to. Anything else makes another hash. */
export const subjectHash = (subject: RunSubject): string =>
  contentHash({
    subject: "run",
    runId: subject.runId,
    planId: subject.planId,
    planVersion: subject.planVersion,
    workflow: subject.workflow,
    planContentHash: subject.planContentHash,
    evaluationId: subject.evaluationId,
    evaluationContentHash: subject.evaluationContentHash,
    groupId: subject.groupId,
    primaryId: subject.primaryId,
    standbyId: subject.standbyId,
    kind: subject.kind,
    mode: subject.mode,
    reason: subject.reason,
    requestedById: subject.requestedById,
    approvalsRequired: subject.approvalsRequired,
    // Absent where there are none, or none was accepted, as in the hashes of before.
    ...(subject.otherIds?.length ? { otherIds: subject.otherIds } : {}),
    ...(subject.acceptedLoss == null ? {} : { acceptedLoss: subject.acceptedLoss }),
    ...(subject.armingHash == null ? {} : { armingHash: subject.armingHash }),
    ...(subject.notBefore == null ? {} : { notBefore: subject.notBefore.toISOString() }),
    ...(subject.children?.length ? { children: subject.children } : {}),
    ...(subject.parentHash == null ? {} : { parentHash: subject.parentHash }),
  });

/** What people approve when a plan is armed: this version's workflow, between these sites, until that instant, with these losses. */
export interface ArmingSubject {
  readonly armingId: string;
  readonly planId: string;
  readonly planVersion: number;
  readonly workflow: string;
  readonly planContentHash: string;
  readonly groupId: string;
  readonly primaryId: string;
  readonly standbyId: string;
  readonly armedUntil: Date;
  readonly reason: string;
  readonly requestedById: string;
  readonly approvalsRequired: number;
  /** Which losses the requester accepts by name, as the arming keeps them; null when none. */
  readonly acceptedLoss: unknown;
}

/** The hash that the approvals of an arming are bound to. Never that of a run, so neither stands in for the other. */
export const armingHash = (subject: ArmingSubject): string =>
  contentHash({
    subject: "arming",
    armingId: subject.armingId,
    planId: subject.planId,
    planVersion: subject.planVersion,
    workflow: subject.workflow,
    planContentHash: subject.planContentHash,
    groupId: subject.groupId,
    primaryId: subject.primaryId,
    standbyId: subject.standbyId,
    armedUntil: subject.armedUntil.toISOString(),
    reason: subject.reason,
    requestedById: subject.requestedById,
    approvalsRequired: subject.approvalsRequired,
    acceptedLoss: subject.acceptedLoss ?? null,
  });

/** The hash that an approval in the middle of a run is bound to: never the run's own, so neither stands in for the other. */
export const stepSubjectHash = (runSubjectHash: string, stepName: string): string =>
  contentHash({ subject: "step", run: runSubjectHash, step: stepName });
