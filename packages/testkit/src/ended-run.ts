import type { PlanId, RunId } from "@holdfast/contracts/ids";
import type { Database } from "@holdfast/db/database";
import type { Prisma, Run } from "@holdfast/db/generated/prisma/client";
import { transact } from "@holdfast/db/transact";
import { decideFailover } from "@holdfast/services/failover/decide-failover";
import { requestFailover } from "@holdfast/services/failover/request-failover";
import { v7 as uuid } from "uuid";
import { aPlan } from "./a-plan";
import { type Person, theSystem } from "./people";

const steps = (standby: string) => `      - name: scale-up
        use: workload.scale
        with: { cluster: ${standby}, namespace: bank, name: core, replicas: 10 }
      - name: answers
        use: probe.http
        with: { cluster: ${standby}, url: "http://core.bank/healthz" }
        onFailure: skip`;

/** What a run that has ended is made of. Times are seconds after its approval. */
export interface EndedRun {
  /** The plan; one of the name is made where there is none yet. */
  readonly name: string;
  readonly primary: string;
  readonly standby: string;
  readonly requester: Person;
  readonly approver: Person;
  readonly reason?: string;
  readonly phase?: "Succeeded" | "Failed";
  readonly kind?: "real" | "drill";
  readonly scaledAfter?: number;
  readonly endedAfter?: number;
  /** How long ago it was asked for, in seconds. */
  readonly secondsAgo?: number;
}

/** The rows that the runner would have left: two steps, their journal and one order. */
async function writeCourse(tx: Prisma.TransactionClient, run: Run, about: EndedRun, at: (seconds: number) => Date) {
  const { id: runId } = run;
  const { scaledAfter = 4, endedAfter = 9 } = about;
  const row = { runId, params: {}, attempt: 1, startedAt: at(0) };
  const line = (stepIndex: number, transition: string, seconds: number, detail = {}) => ({
    ...{ runId, stepIndex, attempt: 1, transition, leaseEpoch: 1n, detail, at: at(seconds) },
  });
  const change = { apiVersion: "apps/v1", kind: "Deployment", namespace: "bank", name: "core", operation: "update", warnings: [] };
  const changes = [{ ...change, fields: [{ path: "/spec/replicas", before: 2, after: 10 }] }];
  const scaled = { index: 0, name: "scale-up", use: "workload.scale", state: "Done", message: "10 of 10 ready" };
  const skipped = { index: 1, name: "answers", use: "probe.http", state: "Skipped", message: "it did not answer" };
  await tx.stepRun.createMany({
    data: [
      { ...row, ...scaled, changes, finishedAt: at(scaledAfter) },
      { ...row, ...skipped, finishedAt: at(endedAfter) },
    ],
  });
  const done = [line(0, "started", 0), line(0, "intended", 0.1), line(0, "sent", 0.2), line(0, "verified", scaledAfter)];
  const given = [line(1, "started", scaledAfter), line(1, "failed", endedAfter, { because: "it did not answer" })];
  await tx.journalEntry.createMany({ data: [...done, ...given] });
  const seq = BigInt(await tx.command.count()) + 1n;
  const times = { issuedAt: at(0.2), expiresAt: at(60), acceptedAt: at(0.3), finishedAt: at(1) };
  const order = { id: uuid(), clusterId: run.standbyId, seq, name: "workload.scale", scope: `group:${run.groupId}`, epoch: 1n };
  await tx.command.create({
    data: {
      ...{ ...order, ...times, idempotencyKey: `run:${runId}:scale-up:1:do`, outcome: "succeeded", output: { hasChanged: true } },
      input: { namespace: "bank", name: "core", replicas: 10, adminPassword: "hunter2-hunter2" },
    },
  });
}

/** A run that people asked for and approved by the product's own verbs, with the rows that the runner would have left at its end. */
export async function anEndedRun(db: Database, about: EndedRun): Promise<RunId> {
  const { name, primary, standby, phase = "Succeeded", kind = "real" } = about;
  const known = await db.prisma.plan.findUnique({ where: { name } });
  const planId = known?.id ?? (await aPlan(db, { name, primary, standby, steps: steps(standby) })).id;
  const asked = {
    planId: planId as PlanId,
    planVersion: 1,
    workflow: "activate" as const,
    kind,
    reason: about.reason ?? "the region is lost",
  };
  const { runId } = await requestFailover(about.requester.as(), asked);
  const { subjectHash } = await db.prisma.run.findUniqueOrThrow({ where: { id: runId } });
  await decideFailover(about.approver.as(), { runId: runId as RunId, step: null, decision: "approve", subjectHash, comment: "seen" });
  const run = await db.prisma.run.findUniqueOrThrow({ where: { id: runId } });
  const approvedAt = new Date((run.approvedAt ?? run.requestedAt).getTime() - (about.secondsAgo ?? 60) * 1000);
  const at = (seconds: number) => new Date(approvedAt.getTime() + seconds * 1000);
  await transact(
    db,
    () => new Date(),
    async (unit) => {
      await writeCourse(unit.tx, run, about, at);
      const message = phase === "Succeeded" ? "every step was verified" : "it broke";
      const times = { requestedAt: at(-20), approvedAt, startedAt: at(0), finishedAt: at(about.endedAfter ?? 9) };
      await unit.tx.run.update({ where: { id: runId }, data: { ...times, phase, phaseMessage: message, epoch: 1n } });
      unit.audit({
        ...{ actor: theSystem(db).actor, action: "failover.phase-changed", outcome: "succeeded", reason: null, decision: null },
        ...{ target: { kind: "run", id: runId, name, clusterId: null }, before: { phase: "Running" }, after: { phase }, requestId: "t" },
      });
    },
  );
  return runId as RunId;
}
