import type { Worded } from "@holdfast/contracts/phrase";
import { worded } from "@holdfast/contracts/worded";
import { endArming } from "@holdfast/db/arming-rows";
import { heldAutomationStop } from "@holdfast/db/automation-switch";
import type { Arming, Prisma } from "@holdfast/db/generated/prisma/client";
import { type Lease, requireLease } from "@holdfast/db/lease";
import { transact, type Unit } from "@holdfast/db/transact";
import { canTrigger } from "@holdfast/domain/gates/can-trigger";
import { evaluationHash } from "@holdfast/domain/plan/evaluation-hash";
import { movingPhases } from "@holdfast/domain/run/phase-machine";
import { subjectHash } from "@holdfast/domain/run/subject-hash";
import { v7 as uuid } from "uuid";
import { hubActor } from "../runner/run-context";
import { armingDecisions, armingHashNow } from "../runner/standing-approvals";
import type { WatchedPlan, WatchPorts } from "./watched-plans";

/** `begun`: there is a run. `refused`: the arming is void, and has ended. `waits`: something came in between; look again. */
export type BeginOutcome = "begun" | "refused" | "waits";

/** How long a begun run waits for its start. The guards were met a moment ago; what is not begun by then a person should look at. */
const STARTS_WITHIN_MS = 300_000;

const auditOf = (hubId: string, armingId: string) => ({ actor: hubActor(hubId), decision: null, requestId: `arming:${armingId}` });

/** The gate of the arming, asked of its rows under its lock. What is void ends here, and the refusal is on record. */
async function mayBegin(ports: WatchPorts, unit: Unit, arming: Arming, plan: WatchedPlan): Promise<string | null> {
  const [{ latest }, currentHash, decisions] = await Promise.all([
    unit.tx.plan.findUniqueOrThrow({ where: { id: arming.planId }, select: { latest: true } }),
    armingHashNow(unit.tx, arming),
    armingDecisions(unit.tx, arming.id),
  ]);
  const at = ports.now();
  const gate = canTrigger({ ...arming, phase: "Armed", currentHash, latestVersion: latest, decisions, now: at });
  if (gate.isMet) return currentHash;
  const audit = { ...auditOf(ports.hubId, arming.id), action: "failover.trigger", outcome: "refused" as const };
  const to = gate.reason === "ApprovalExpired" ? "Expired" : "Lapsed";
  unit.audit(await endArming(unit, arming, plan.planName, { message: gate.message, phrase: gate.phrase, to, at, audit }));
  return null;
}

async function writeRun(
  ports: WatchPorts,
  unit: Unit,
  arming: Arming,
  { planName }: WatchedPlan,
  hash: string,
  reason: Worded,
): Promise<string | null> {
  const { planId, planVersion, workflow, groupId, primaryId, standbyId, requestedById, approvalsRequired } = arming;
  const evaluation = await unit.tx.evaluation.findFirst({
    where: { planId, number: planVersion, workflow },
    orderBy: { evaluatedAt: "desc" },
  });
  if (!evaluation) return null;
  const at = ports.now();
  const run = {
    ...{ id: uuid(), planId, planVersion, workflow, groupId, primaryId, standbyId, requestedById, approvalsRequired },
    ...{ evaluationId: evaluation.id, kind: "real", mode: "ungraceful", reason: reason.message.slice(0, 500) },
  };
  const hashes = { planContentHash: arming.planContentHash, evaluationContentHash: evaluationHash(evaluation) };
  const { acceptedLoss } = arming;
  await unit.tx.run.create({
    data: {
      ...{ ...run, origin: "trigger", armingId: arming.id, phase: "Approved", approvedAt: at, requestedAt: at },
      ...{ requestedByName: arming.requestedByName, expiresAt: new Date(at.getTime() + STARTS_WITHIN_MS) },
      subjectHash: subjectHash({ ...run, runId: run.id, ...hashes, acceptedLoss, armingHash: hash }),
      ...(acceptedLoss === null ? {} : { acceptedLoss: acceptedLoss as Prisma.InputJsonValue }),
    },
  });
  unit.emit({
    ...{ type: "failover.requested", clusterIds: [primaryId, standbyId], subject: { kind: "run", id: run.id } },
    payload: { plan: planName, workflow, origin: "trigger", arming: arming.id, message: reason.message },
  });
  unit.wake({ topic: "run", key: run.id });
  return run.id;
}

/**
 * Begins the run of an arming whose primary is lost: exactly one, whichever hub does it. The arming is spent in the same transaction, its
 * row is locked, and only the hub that holds the lease of the watch may. The run itself still asks every guard of a start.
 */
export async function beginRun(ports: WatchPorts, lease: Lease, plan: WatchedPlan, reason: Worded): Promise<BeginOutcome> {
  return transact(ports.db, ports.now, async (unit) => {
    await requireLease(unit.tx, lease);
    await unit.tx.$queryRaw`SELECT 1 FROM protection_group WHERE id = ${plan.groupId}::uuid FOR UPDATE`;
    await unit.tx.$queryRaw`SELECT 1 FROM arming WHERE id = ${plan.armingId}::uuid FOR UPDATE`;
    const arming = await unit.tx.arming.findUnique({ where: { id: plan.armingId } });
    if (arming?.phase !== "Armed") return "refused";
    const hash = await mayBegin(ports, unit, arming, plan);
    if (hash === null) return "refused";
    // Whoever turns the switch either is seen here, or sees the run.
    if ((await heldAutomationStop(unit.tx)) !== null) return "waits";
    const occupied = { groupId: plan.groupId, kind: { not: "rehearsal" }, phase: { in: ["Approved", ...movingPhases] } };
    if ((await unit.tx.run.count({ where: occupied })) > 0) return "waits";
    const runId = await writeRun(ports, unit, arming, plan, hash, reason);
    if (runId === null) return "waits";
    const at = ports.now();
    const audit = { ...auditOf(ports.hubId, arming.id), action: "arming.spend", outcome: "succeeded" as const };
    unit.audit(
      await endArming(unit, arming, plan.planName, { ...worded("ArmingBegan", { primary: plan.primary.name }), to: "Spent", at, audit }),
    );
    unit.audit({
      ...{ ...auditOf(ports.hubId, arming.id), action: "failover.trigger", outcome: "succeeded", reason: reason.message.slice(0, 1024) },
      target: { kind: "run", id: runId, name: plan.planName, clusterId: null },
      ...{ before: null, after: { arming: arming.id, armingHash: hash, planVersion: arming.planVersion, mode: "ungraceful" } },
    });
    return "begun";
  });
}
