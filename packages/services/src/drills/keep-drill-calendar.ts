// Any number of hubs may do this at once: the row of an occurrence is written in the transaction of its request, and there is one a schedule and time.
import { Fault } from "@holdfast/contracts/fault";
import type { Worded } from "@holdfast/contracts/phrase";
import { textOf } from "@holdfast/contracts/text-of";
import { worded } from "@holdfast/contracts/worded";
import { type DrillSchedule, type Plan, Prisma } from "@holdfast/db/generated/prisma/client";
import { phraseInPayload, storedPhrase } from "@holdfast/db/stored-phrase";
import { transact, type Unit } from "@holdfast/db/transact";
import { type DueDrill, dueDrills, graceEnds } from "@holdfast/domain/drill/due-drills";
import { minuteOf } from "@holdfast/domain/gates/people-guards";
import { v7 as uuid } from "uuid";
import type { ServiceContext } from "../context/service-context";
import { askForDrill } from "./ask-for-drill";
import { drillsChanged, scheduleOf, scheduleTarget } from "./drill-schedule-view";

type Scheduled = DrillSchedule & { readonly plan: Plan };

/** What became of an occurrence. */
interface Settled {
  readonly outcome: "asked" | "skipped" | "missed";
  readonly text: Worded;
  readonly runId: string | null;
}

/** Writes what became of an occurrence, once: a second row of it breaks the transaction. */
async function writeSettled(
  unit: Unit,
  ctx: ServiceContext,
  schedule: Scheduled,
  at: Date,
  { outcome, text, runId }: Settled,
): Promise<void> {
  const { id: scheduleId, name: scheduleName, planId } = schedule;
  const id = uuid();
  const said = { outcome, message: text.message, phrase: storedPhrase(text) };
  await unit.tx.drillOccurrence.create({ data: { id, scheduleId, scheduleName, planId, dueAt: at, ...said, runId, settledAt: ctx.now() } });
  const { count } = await unit.tx.drillSchedule.updateMany({
    where: { id: scheduleId, version: schedule.version },
    data: { settledUntil: at },
  });
  // Somebody says it anew at this moment: what they say counts.
  if (count === 0) throw new Fault("VersionConflict", worded("DrillScheduleChanged"));
  const sites = await unit.tx.cluster.findMany({ where: { name: { in: await siteNames(unit, schedule) } }, select: { id: true } });
  unit.audit({
    ...{ actor: ctx.actor, action: outcome === "asked" ? "drill.ask" : outcome === "skipped" ? "drill.skip" : "drill.miss" },
    ...{ target: scheduleTarget(scheduleId, schedule), reason: text.message.slice(0, 1024), decision: null, requestId: ctx.requestId },
    outcome: outcome === "asked" ? "succeeded" : outcome === "skipped" ? "refused" : "failed",
    ...{ before: null, after: { plan: schedule.plan.name, dueAt: at.toISOString(), runId } },
  });
  const payload = { outcome, plan: schedule.plan.name, schedule: scheduleName, dueAt: at.toISOString(), message: text.message };
  unit.emit(
    drillsChanged(
      "drill",
      id,
      sites.map((site) => site.id),
      { ...payload, ...phraseInPayload(text) },
    ),
  );
}

async function siteNames(unit: Unit, { planId, plan }: Scheduled): Promise<string[]> {
  const version = await unit.tx.planVersion.findUnique({
    where: { planId_number: { planId, number: plan.latest } },
    select: { spec: true },
  });
  const { spec } = (version?.spec ?? { spec: {} }) as { spec: { primary?: string; standby?: string } };
  return [spec.primary, spec.standby].flatMap((name) => name ?? []);
}

const settle = (ctx: ServiceContext, schedule: Scheduled, at: Date, settled: Settled) =>
  transact(ctx.db, ctx.now, (unit) => writeSettled(unit, ctx, schedule, at, settled));

/** Deals with one occurrence. False when it is to be looked at again. */
async function dealWith(ctx: ServiceContext, schedule: Scheduled, { at, what }: DueDrill): Promise<boolean> {
  if (what === "miss") {
    const until = minuteOf(graceEnds(at, schedule.graceMinutes));
    await settle(ctx, schedule, at, { outcome: "missed", text: worded("DrillMissed", { until }), runId: null });
    return true;
  }
  const asked = (unit: Unit, runId: string) =>
    writeSettled(unit, ctx, schedule, at, { outcome: "asked", text: worded("DrillAsked"), runId });
  const because = await askForDrill(ctx, schedule, at, asked).catch((cause: unknown) => {
    // Between the look and the request somebody was faster; the request's own gate said so, and put it on record.
    if (cause instanceof Fault && cause.code !== "VersionConflict") return textOf(cause);
    throw cause;
  });
  if (because === null) return true;
  if (what === "try") return false;
  await settle(ctx, schedule, at, { outcome: "skipped", text: worded("DrillSkipped", { why: because }), runId: null });
  return true;
}

/** Whether another hub, or an edit, was first: then there is nothing to do here. */
const wasSettledElsewhere = (cause: unknown): boolean =>
  (cause instanceof Prisma.PrismaClientKnownRequestError && cause.code === "P2002") ||
  (cause instanceof Fault && cause.code === "VersionConflict");

async function keepSchedule(ctx: ServiceContext, schedule: Scheduled): Promise<void> {
  for (const due of dueDrills({ ...scheduleOf(schedule), settledUntil: schedule.settledUntil }, ctx.now()))
    try {
      if (!(await dealWith(ctx, schedule, due))) return;
    } catch (cause) {
      if (!wasSettledElsewhere(cause)) throw cause;
      return;
    }
}

/**
 * Deals with every occurrence of every schedule that is due: asks for its drill, or tells why there is none. Each occurrence is dealt with
 * once, however many hubs look; a schedule that can't be kept keeps no other from it.
 */
export async function keepDrillCalendar(ctx: ServiceContext): Promise<void> {
  const schedules = await ctx.db.prisma.drillSchedule.findMany({ where: { isPaused: false }, include: { plan: true } });
  for (const schedule of schedules)
    await keepSchedule(ctx, schedule).catch((err: unknown) =>
      ctx.log.warn({ err, reason: schedule.id }, "a schedule of drills could not be kept"),
    );
}
