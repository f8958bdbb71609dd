import { DrillReading } from "@holdfast/contracts/drill";
import type { OutcomeCondition } from "@holdfast/contracts/drill-terms";
import { RunPhase } from "@holdfast/contracts/failover-phase";
import type { Log } from "@holdfast/contracts/log-fields";
import { worded } from "@holdfast/contracts/worded";
import type { Database } from "@holdfast/db/database";
import type { Prisma } from "@holdfast/db/generated/prisma/client";
import { phraseInPayload, storedPhrase } from "@holdfast/db/stored-phrase";
import { transact } from "@holdfast/db/transact";
import { judgeDrill } from "@holdfast/domain/drill/judge-drill";
import { takeLook } from "@holdfast/domain/drill/take-look";
import { isTerminal } from "@holdfast/domain/run/phase-machine";
import { z } from "zod";
import { loadRunPlan, type RunPlan } from "../runner/load-run";
import { hubActor, runRequestId } from "../runner/run-context";
import { readingOf } from "./condition";
import { type LookPorts, lookAtCondition } from "./look-at-condition";

/** What judging needs of a hub. */
export interface JudgePorts extends LookPorts {
  readonly db: Database;
  readonly hubId: string;
  readonly log: Log;
}

const include = {
  run: { include: { plan: true, steps: { select: { index: true, name: true } }, journal: { where: { transition: "skipped" } } } },
} as const satisfies Prisma.DrillProofInclude;
type Pending = Prisma.DrillProofGetPayload<{ include: typeof include }>;

/** A condition that holds throughout is looked at this often; the rounds come quicker. */
const THROUGHOUT_EVERY_MS = 4000;
/** A look that comes later than this after its time says nothing about the drill. */
const TOO_LATE_MS = 30_000;
const SECOND_MS = 1000;

const of = (readings: readonly DrillReading[], { name }: OutcomeCondition) =>
  readings.find((reading) => reading.name === name && reading.when !== "before");

const isFresh = (reading: DrillReading | undefined, now: Date) =>
  reading !== undefined && now.getTime() - Date.parse(reading.at) < THROUGHOUT_EVERY_MS;

/** Until when a condition may still come to hold after the end; null when it is settled. */
function isSettled(condition: OutcomeCondition, reading: DrillReading | undefined, endedAt: Date, now: Date): boolean {
  if (condition.when === "throughout") return reading !== undefined && Date.parse(reading.at) >= endedAt.getTime();
  if (reading?.held === true) return true;
  return reading !== undefined && now.getTime() >= endedAt.getTime() + condition.withinSeconds * SECOND_MS;
}

const isTooLate = (condition: OutcomeCondition, endedAt: Date, now: Date) =>
  now.getTime() > endedAt.getTime() + (condition.when === "end" ? condition.withinSeconds * SECOND_MS : 0) + TOO_LATE_MS;

/** The outcome conditions that are to be looked at now: those throughout while the drill runs, and all that are open once it has ended. */
function toLookAt({ run }: Pending, plan: RunPlan, readings: readonly DrillReading[], now: Date): readonly OutcomeCondition[] {
  const conditions = plan.drill?.outcome ?? [];
  const { startedAt, finishedAt } = run;
  if (startedAt === null) return [];
  if (finishedAt === null) return conditions.filter((each) => each.when === "throughout" && !isFresh(of(readings, each), now));
  return conditions.filter((each) => !isSettled(each, of(readings, each), finishedAt, now));
}

async function look(ports: JudgePorts, pending: Pending, plan: RunPlan, readings: readonly DrillReading[], signal: AbortSignal) {
  const { finishedAt } = pending.run;
  const looks = toLookAt(pending, plan, readings, ports.now()).map(async (condition) => {
    const isLate = finishedAt !== null && isTooLate(condition, finishedAt, ports.now());
    const reading = isLate
      ? readingOf(condition, { value: null, why: worded("DrillNobodyLooked") }, ports.now())
      : await lookAtCondition(ports, condition, plan.sites, signal);
    return takeLook(of(readings, condition), reading);
  });
  const taken = await Promise.all(looks);
  const isTaken = (reading: DrillReading) => taken.some(({ name, when }) => name === reading.name && when === reading.when);
  return [...readings.filter((reading) => !isTaken(reading)), ...taken];
}

async function keep({ db }: JudgePorts, runId: string, readings: readonly DrillReading[]): Promise<void> {
  // Not audited: an observation. What is concluded from it is.
  await db.prisma.drillProof.updateMany({
    where: { runId, verdict: "pending" },
    data: { readings: readings as unknown as Prisma.InputJsonValue },
  });
}

/** The steps that a person had the drill go on without. */
const skippedOf = ({ steps, journal }: Pending["run"]): string[] =>
  steps.filter(({ index }) => journal.some(({ stepIndex }) => stepIndex === index)).map(({ name }) => name);

/** Writes what a drill proves, once. */
async function conclude(ports: JudgePorts, { run }: Pending, readings: readonly DrillReading[]): Promise<void> {
  const { verdict, text } = judgeDrill(RunPhase.parse(run.phase), readings, skippedOf(run));
  if (verdict === "pending") return;
  await transact(ports.db, ports.now, async (unit) => {
    const said = { verdict, message: text.message, phrase: storedPhrase(text), judgedAt: ports.now() };
    const data = { ...said, readings: readings as unknown as Prisma.InputJsonValue };
    const { count } = await unit.tx.drillProof.updateMany({ where: { runId: run.id, verdict: "pending" }, data });
    if (count === 0) return;
    unit.audit({
      ...{ actor: hubActor(ports.hubId), action: "drill.judge", outcome: verdict === "passed" ? "succeeded" : "failed" },
      ...{ target: { kind: "run", id: run.id, name: run.plan.name, clusterId: null }, reason: text.message.slice(0, 1024), before: null },
      after: { verdict, conditions: readings.map(({ name, when, asked, value, held, at }) => ({ name, when, asked, value, held, at })) },
      ...{ decision: null, requestId: runRequestId(run.id) },
    });
    unit.emit({
      ...{ type: "drill.changed", clusterIds: [run.primaryId, run.standbyId], subject: { kind: "run", id: run.id } },
      payload: { outcome: verdict, plan: run.plan.name, message: text.message, ...phraseInPayload(text) },
    });
  });
}

async function judgeOne(ports: JudgePorts, pending: Pending, signal: AbortSignal): Promise<void> {
  const { run } = pending;
  const plan = await loadRunPlan(ports.db, run.id);
  const before = z.array(DrillReading).parse(pending.readings);
  const isEnded = isTerminal(RunPhase.parse(run.phase));
  // What did not come to its end has failed, whatever its conditions say by now.
  if (isEnded && run.phase !== "Succeeded") return conclude(ports, pending, before);
  const readings = await look(ports, pending, plan, before, signal);
  const { finishedAt } = run;
  const isDone = (each: OutcomeCondition) => finishedAt !== null && isSettled(each, of(readings, each), finishedAt, ports.now());
  if (isEnded && (plan.drill?.outcome ?? []).every(isDone)) await conclude(ports, pending, readings);
  else if (readings.length > 0) await keep(ports, run.id, readings);
}

/** Looks at the outcome conditions of every drill that runs or has just ended, and says of each that has what it proves. One that breaks keeps no other from it. */
export async function judgeDrills(ports: JudgePorts, signal: AbortSignal): Promise<void> {
  const pending = await ports.db.prisma.drillProof.findMany({
    where: { verdict: "pending", run: { OR: [{ startedAt: { not: null } }, { finishedAt: { not: null } }] } },
    include,
    orderBy: { runId: "asc" },
  });
  const judged = pending.map((each) =>
    judgeOne(ports, each, signal).catch((err: unknown) => {
      if (!signal.aborted) ports.log.warn({ err, "run.id": each.runId }, "a drill could not be judged");
    }),
  );
  await Promise.all(judged);
}
