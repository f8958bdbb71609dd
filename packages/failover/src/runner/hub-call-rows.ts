// What the store holds about the calls that hubs make themselves. A call is one row, written with the boundary that intends it; its
// body and its key never change after that.
import { HubCallOrder, HubCallOutcome } from "@holdfast/contracts/hub-call";
import type { Json } from "@holdfast/contracts/json";
import type { Worded } from "@holdfast/contracts/phrase";
import { worded } from "@holdfast/contracts/worded";
import type { Database } from "@holdfast/db/database";
import type { HubCall, Prisma } from "@holdfast/db/generated/prisma/client";
import { phraseOfRow } from "@holdfast/db/stored-phrase";
import type { Unit } from "@holdfast/db/transact";
import type { Sending } from "@holdfast/domain/run/judge-effect";
import type { RunChange } from "@holdfast/domain/run/run-change";
import type { CallOrder } from "../define-step";
import type { MadeCall } from "../step-context";
import type { LoadedRun, LoadedStep } from "./load-run";
import type { RunContext } from "./run-context";
import type { StepOrder } from "./run-write";

/** The hub that orders a call begins it at once. Another that finds it unbegun after this asks the guards anew. */
const BEGIN_WITHIN_MS = 5000;

/** After its own timeout a call has ended for sure, but for the moment in which that is noticed. */
const NOTICED_MS = 1000;

const outcomeOf = (row: HubCall): HubCallOutcome | null => HubCallOutcome.nullable().parse(row.outcome);

/** What is said of a call that has ended. */
const saidOf = ({ message, phrase }: HubCall): Worded => {
  const known = phraseOfRow(phrase);
  return { message: message ?? "", ...(known && { phrase: known }) };
};

/** Until when a call that was begun may still be under way. */
export const endsBy = (row: Pick<HubCall, "begunAt" | "order">): Date =>
  new Date((row.begunAt?.getTime() ?? 0) + HubCallOrder.parse(row.order).timeoutMs + NOTICED_MS);

/** Whether the receiver may have had it: nobody said that it did not. */
const mayHaveArrived = (row: HubCall) => row.begunAt !== null && ["succeeded", "unknown", null].includes(row.outcome);

/** The latest call of a step, that way; null before the first. */
export async function madeCall(
  { prisma }: Database,
  of: { readonly runId: string; readonly stepIndex: number; readonly way: "do" | "undo" },
): Promise<MadeCall | null> {
  const row = await prisma.hubCall.findFirst({ where: of, orderBy: { attempt: "desc" } });
  return row && { outcome: outcomeOf(row), said: saidOf(row), mayHaveArrived: mayHaveArrived(row) };
}

/** What has become of a call, as an order. One that nobody began in time never will be; one that is not there was never given. */
export async function sendingOfCall(ctx: RunContext, id: string): Promise<Sending> {
  const row = await ctx.db.prisma.hubCall.findUnique({ where: { id } });
  if (!row) return { outcome: null, reason: null, message: null, isExpired: true };
  const outcome = outcomeOf(row) ?? (row.begunAt ? "accepted" : null);
  const isExpired = row.begunAt === null && ctx.now() > row.beginBy;
  return { outcome, reason: row.status === null ? null : `Status${row.status}`, message: row.message, said: saidOf(row), isExpired };
}

/** The channels of a group's calls that are under way. */
export async function openCalls(ctx: Pick<RunContext, "db" | "now">, groupId: string): Promise<string[]> {
  const rows = await ctx.db.prisma.hubCall.findMany({
    where: { run: { groupId }, finishedAt: null, begunAt: { not: null } },
    orderBy: { channel: "asc" },
  });
  return rows.filter((row) => ctx.now() < endsBy(row)).map((row) => row.channel);
}

/** The event whole, as it is signed and sent. Made once, so that a repetition is the same byte for byte. */
function bodyOf(run: LoadedRun, step: LoadedStep, { event, data }: CallOrder, id: string, way: string, now: Date): string {
  const { row, plan } = run;
  const [primary, standby] = plan.sites;
  const about = {
    plan: plan.planName,
    workflow: plan.workflow.name,
    run: row.id,
    kind: row.kind,
    mode: row.mode,
    epoch: Number(row.epoch),
  };
  return JSON.stringify({
    ...{ specversion: "1.0", id, type: event, source: `/holdfast/failover/runs/${row.id}`, subject: step.row.name },
    ...{ time: now.toISOString(), datacontenttype: "application/json" },
    data: {
      ...data,
      holdfast: { ...about, step: step.row.name, way, effect: `run:${row.id}:${step.row.name}`, from: primary.name, to: standby.name },
    },
  });
}

/** Keeps a call in the transaction that intends it. An earlier one whose answer nobody heard lends it its key and its body: to the receiver it is the same. */
export async function intendCall(
  unit: Unit,
  run: LoadedRun,
  step: LoadedStep,
  change: RunChange,
  { id, order, way, idempotencyKey }: StepOrder & { readonly order: CallOrder },
  now: Date,
): Promise<void> {
  const of = { runId: run.row.id, stepIndex: step.row.index, way };
  const earlier = await unit.tx.hubCall.findFirst({ where: of, orderBy: { attempt: "desc" } });
  const same = earlier && mayHaveArrived(earlier) ? earlier : null;
  const key = same?.key ?? idempotencyKey;
  const body = same?.body ?? bodyOf(run, step, order, key, way, now);
  const { kind: _, ...kept } = order;
  await unit.tx.hubCall.create({
    data: {
      ...{ id, ...of, stepName: step.row.name, attempt: change.steps[0]?.attempt ?? step.row.attempt, channel: order.channel, key },
      ...{ order: kept as Json as Prisma.InputJsonValue, body, epoch: run.row.epoch },
      ...{ issuedAt: now, beginBy: new Date(now.getTime() + BEGIN_WITHIN_MS) },
    },
  });
}

/** What is said of a call whose hub is gone. */
export const hubGone = worded("CallUnheard", { why: worded("CallHubGone") });
