import { type DrillCalendar, type DrillEntry, DrillVerdict, type ListDrills } from "@holdfast/contracts/drill";
import { RunPhase } from "@holdfast/contracts/failover-phase";
import { PlanId, RunId } from "@holdfast/contracts/ids";
import { PlanSpec } from "@holdfast/contracts/plan";
import type { Prisma } from "@holdfast/db/generated/prisma/client";
import { phraseOfRow } from "@holdfast/db/stored-phrase";
import { drillsAfter } from "@holdfast/domain/drill/drill-times";
import { verdictOfPhase } from "@holdfast/domain/drill/judge-drill";
import type { ServiceContext } from "../context/service-context";
import { visiblePlans } from "../failover/plan-rows";
import { runTimes } from "../failover/run-times";
import { scheduleOf } from "./drill-schedule-view";

const MOST = 500;
/** Of one schedule; a month has 31 days. */
const MOST_UPCOMING = 100;

const runFields = { drillProof: true, steps: true, journal: true } as const satisfies Prisma.RunInclude;
type LoadedRun = Prisma.RunGetPayload<{ include: typeof runFields }>;
type Plans = Awaited<ReturnType<typeof visiblePlans>>;
type Plan = Plans[number]["row"];

function runOf(run: LoadedRun, plan: Plan): NonNullable<DrillEntry["run"]> {
  const phase = RunPhase.parse(run.phase);
  const version = plan.versions.find(({ number }) => number === run.planVersion);
  return {
    ...{ id: RunId.parse(run.id), phase },
    verdict: run.drillProof
      ? DrillVerdict.parse(run.drillProof.verdict)
      : verdictOfPhase(
          phase,
          run.journal.some(({ transition }) => transition === "skipped"),
        ),
    recoveryMs: runTimes(run, run.steps, run.journal).recoveryMs,
    rtoSeconds: PlanSpec.parse(version?.spec).spec.rtoSeconds,
  };
}

const ofPlan = (plan: Plan) => ({ planId: PlanId.parse(plan.id), planName: plan.name });
const silent = { message: "", run: null } as const;

/** What the calendar has dealt with in a span. */
async function settled(ctx: ServiceContext, plans: Plans, dueAt: Prisma.DateTimeFilter): Promise<DrillEntry[]> {
  const rows = await ctx.db.prisma.drillOccurrence.findMany({
    where: { planId: { in: plans.map(({ row }) => row.id) }, dueAt },
    include: { run: { include: runFields } },
    orderBy: { dueAt: "asc" },
    take: MOST,
  });
  return rows.flatMap((row): DrillEntry[] => {
    const plan = plans.find((each) => each.row.id === row.planId)?.row;
    if (!plan) return [];
    const phrase = phraseOfRow(row.phrase);
    return [
      {
        ...{ id: row.id, ...ofPlan(plan), scheduleName: row.scheduleName, at: row.dueAt },
        state: row.outcome === "skipped" || row.outcome === "missed" ? row.outcome : "asked",
        ...{ message: row.message, ...(phrase ? { phrase } : {}), run: row.run && runOf(row.run, plan) },
      },
    ];
  });
}

/** What people asked for by hand in a span. */
async function byHand(ctx: ServiceContext, plans: Plans, requestedAt: Prisma.DateTimeFilter): Promise<DrillEntry[]> {
  const runs = await ctx.db.prisma.run.findMany({
    where: { planId: { in: plans.map(({ row }) => row.id) }, kind: "drill", drillOccurrence: { is: null }, requestedAt },
    include: runFields,
    orderBy: { requestedAt: "asc" },
    take: MOST,
  });
  return runs.flatMap((run) => {
    const plan = plans.find((each) => each.row.id === run.planId)?.row;
    if (!plan) return [];
    return [{ id: run.id, ...ofPlan(plan), scheduleName: null, at: run.requestedAt, state: "asked", message: "", run: runOf(run, plan) }];
  });
}

/** What is still to come in a span, by the schedules that are not paused. */
async function upcoming(ctx: ServiceContext, plans: Plans, { from, until }: ListDrills): Promise<DrillEntry[]> {
  const rows = await ctx.db.prisma.drillSchedule.findMany({
    where: { planId: { in: plans.map(({ row }) => row.id) }, isPaused: false },
  });
  return rows.flatMap((row) => {
    const plan = plans.find((each) => each.row.id === row.planId)?.row;
    if (!plan) return [];
    const after = [ctx.now(), row.settledUntil, new Date(from.getTime() - 1)].toSorted((a, b) => b.getTime() - a.getTime())[0] ?? ctx.now();
    const { name: scheduleName, times } = scheduleOf(row);
    return drillsAfter(times, after, MOST_UPCOMING, until).map((at): DrillEntry => {
      return { ...ofPlan(plan), ...silent, id: `${row.id}:${at.toISOString()}`, scheduleName, at, state: "upcoming" };
    });
  });
}

/** The drills of a span that the caller may see: what is to come, what was asked for, skipped and missed, and those made by hand. */
export async function listDrills(ctx: ServiceContext, span: ListDrills): Promise<DrillCalendar> {
  const plans = await visiblePlans(ctx);
  const within = { gte: span.from, lte: span.until };
  const found = await Promise.all([settled(ctx, plans, within), byHand(ctx, plans, within), upcoming(ctx, plans, span)]);
  const entries = found.flat().sort((a, b) => a.at.getTime() - b.at.getTime() || (a.id < b.id ? -1 : 1));
  return { entries: entries.slice(0, MOST), isCapped: entries.length > MOST || found.some((part) => part.length === MOST) };
}
