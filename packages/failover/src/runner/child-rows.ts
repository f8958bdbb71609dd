// What the store holds about the runs that steps of other runs make. Such a run is one row, written with the boundary that intends it:
// its id says which attempt of which step it is of, so it is made once.
import { type PinnedChild, PinnedChildren } from "@holdfast/contracts/child-run";
import { hasConditions } from "@holdfast/contracts/drill-terms";
import type { RunPhase } from "@holdfast/contracts/failover-phase";
import type { Worded } from "@holdfast/contracts/phrase";
import { PlanSpec } from "@holdfast/contracts/plan";
import { worded } from "@holdfast/contracts/worded";
import type { Database } from "@holdfast/db/database";
import type { Run } from "@holdfast/db/generated/prisma/client";
import { phraseOfRow } from "@holdfast/db/stored-phrase";
import type { Unit } from "@holdfast/db/transact";
import type { ChildCall } from "@holdfast/domain/plan/child-plans";
import type { Sending } from "@holdfast/domain/run/judge-effect";
import { isTerminal } from "@holdfast/domain/run/phase-machine";
import { phaseWord } from "@holdfast/domain/run/phase-word";
import { type RunSubject, subjectHash } from "@holdfast/domain/run/subject-hash";
import type { ChildOrder } from "../define-step";
import type { MadeChild } from "../step-context";
import type { LoadedRun, LoadedStep } from "./load-run";
import { hubActor, type RunContext, runRequestId } from "./run-context";
import type { StepOrder } from "./run-write";

/** How a run of another plan stands, in words. */
export const childIs = (
  { phase, phaseMessage, phasePhrase }: Pick<Run, "phase" | "phaseMessage" | "phasePhrase">,
  plan: string,
): Worded => {
  const known = phraseOfRow(phasePhrase);
  const why: Worded = { message: phaseMessage, ...(known && { phrase: known }) };
  // The column is only written from this very enumeration.
  return worded("ChildIs", { plan, phase: phaseWord(phase as RunPhase), why });
};

/** The runs that a step has made, the first first. */
export async function madeChildren({ prisma }: Database, runId: string, stepIndex: number): Promise<MadeChild[]> {
  const rows = await prisma.run.findMany({
    where: { parentId: runId, parentStep: stepIndex },
    orderBy: { parentAttempt: "asc" },
    include: { plan: { select: { name: true } } },
  });
  return rows.map((row) => ({ phase: row.phase as RunPhase, hasBegun: row.startedAt !== null, said: childIs(row, row.plan.name) }));
}

/** What has become of a run that a step has made, as an order; null when it is none. One that is under way may be waited for, never past its time. */
export async function sendingOfChild({ db }: Pick<RunContext, "db">, id: string): Promise<Sending | null> {
  const row = await db.prisma.run.findUnique({ where: { id }, include: { plan: { select: { name: true } } } });
  if (!row) return null;
  const phase = row.phase as RunPhase;
  const outcome = !isTerminal(phase) ? "accepted" : phase === "Succeeded" ? "succeeded" : "failed";
  const said = childIs(row, row.plan.name);
  return { outcome, reason: outcome === "failed" ? `Child${phase}` : null, message: said.message, said, isExpired: true };
}

/** A run of another plan as it was approved with this one; undefined when it was not. */
export const pinnedChild = (row: Pick<Run, "children">, { plan, workflow }: ChildCall): PinnedChild | undefined =>
  PinnedChildren.parse(row.children).find((pinned) => pinned.plan === plan && pinned.workflow === workflow);

/** What the parent's approvals stand for: this very run, of the version and on the findings that were approved with it. */
const subjectOf = (run: LoadedRun, pinned: PinnedChild, id: string): RunSubject => {
  const { plan: _, ...what } = pinned;
  const { kind, reason, requestedById, subjectHash: parentHash } = run.row;
  return { ...what, runId: id, kind, reason, requestedById, parentHash };
};

/** Makes the run in the transaction that intends it. It waits for a hub like any approved run, no longer than its step does. */
export async function intendChild(
  unit: Unit,
  ctx: RunContext,
  run: LoadedRun,
  step: LoadedStep,
  attempt: number,
  { id, order, way, expiresAt }: StepOrder & { readonly order: ChildOrder },
): Promise<void> {
  if (way === "undo") throw new TypeError("a run that a step has made is taken back by its own undo");
  if (run.row.parentId !== null) throw new TypeError("a plan that is run by a step runs none");
  const pinned = pinnedChild(run.row, order);
  if (!pinned) throw new TypeError(`no run of ${order.plan} was approved with this one`);
  const { planId, planVersion, primaryId, standbyId, otherIds } = pinned;
  const version = await unit.tx.planVersion.findUniqueOrThrow({ where: { planId_number: { planId, number: planVersion } } });
  const { runId: _, planContentHash: __, evaluationContentHash: ___, parentHash, children: ____, ...row } = subjectOf(run, pinned, id);
  const hash = subjectHash(subjectOf(run, pinned, id));
  const at = ctx.now();
  const { drill } = PlanSpec.parse(version.spec).spec;
  await unit.tx.run.create({
    data: {
      ...{ ...row, otherIds, acceptedLoss: undefined },
      ...{ id, origin: run.row.origin, phase: "Approved", subjectHash: hash, requestedByName: run.row.requestedByName },
      ...{ requestedAt: at, approvedAt: at, expiresAt, parentId: run.row.id, parentStep: step.row.index, parentAttempt: attempt },
      ...(run.row.kind === "drill" && hasConditions(drill) ? { drillProof: { create: {} } } : {}),
    },
  });
  unit.audit({
    ...{ actor: hubActor(ctx.hubId), action: "failover.request", target: { kind: "run", id, name: order.plan, clusterId: null } },
    ...{ outcome: "succeeded", reason: run.row.reason, before: null, decision: null, requestId: runRequestId(run.row.id) },
    after: {
      parent: run.row.id,
      step: step.row.name,
      attempt,
      planVersion,
      workflow: order.workflow,
      subjectHash: hash,
      parentHash: run.row.subjectHash,
    },
  });
  unit.emit({
    ...{ type: "failover.requested", clusterIds: [primaryId, standbyId, ...otherIds], subject: { kind: "run", id } },
    payload: { plan: order.plan, workflow: order.workflow, parent: run.row.id },
  });
  unit.wake({ topic: "run", key: id });
}
