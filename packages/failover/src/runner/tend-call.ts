// The hub's own effect. A call goes out only after a row says who has begun it, and a begun call is never begun again: a process that
// dies, or loses the run, leaves one whose outcome is unknown. It has its own time: neither a pause nor an abort stops it half-way.
import { HubCallOrder, type HubCallOutcome } from "@holdfast/contracts/hub-call";
import type { Worded } from "@holdfast/contracts/phrase";
import { worded } from "@holdfast/contracts/worded";
import type { HubCall } from "@holdfast/db/generated/prisma/client";
import { storedPhrase } from "@holdfast/db/stored-phrase";
import { transact } from "@holdfast/db/transact";
import type { CallAnswer } from "../ports";
import { endsBy, hubGone } from "./hub-call-rows";
import type { LoadedRun } from "./load-run";
import { hubActor, type RunContext, runRequestId } from "./run-context";
import type { HeldRun } from "./run-leases";

/** The calls that this process has begun and not ended. */
const underWay = new WeakMap<RunContext, Map<string, Promise<void>>>();

const callsOf = (ctx: RunContext): Map<string, Promise<void>> => {
  const known = underWay.get(ctx) ?? new Map<string, Promise<void>>();
  underWay.set(ctx, known);
  return known;
};

/** Resolves when no call of this process is under way. */
export const callsSettled = async (ctx: RunContext): Promise<void> => void (await Promise.allSettled(callsOf(ctx).values()));

interface Ended {
  readonly outcome: HubCallOutcome;
  readonly status: number | null;
  readonly said: Worded;
}

const ended = (outcome: HubCallOutcome, said: Worded, status: number | null = null): Ended => ({ outcome, status, said });

/** A receiver that took too long to take the request has not said that it did nothing. */
const REQUEST_TIMEOUT = 408;

/** What an answer means. A receiver that redirects or refuses says that it did nothing; one that breaks says nothing. */
export function judgeAnswer(answer: CallAnswer, { expectStatus }: Pick<HubCallOrder, "expectStatus">): Ended {
  if (answer.kind === "unsent") return ended("failed", worded("CallUnsent", { why: answer.because }));
  if (answer.kind === "unheard") return ended("unknown", worded("CallUnheard", { why: answer.because }));
  const { status } = answer;
  const isSuccess = status >= 200 && status < 300;
  if (isSuccess && (expectStatus === null || expectStatus === status))
    return ended("succeeded", worded("CallAnswered", { status }), status);
  if (status >= 300 && status < 500 && status !== REQUEST_TIMEOUT) return ended("refused", worded("CallRefused", { status }), status);
  return ended("unknown", worded("CallUnexpected", { status }), status);
}

async function writeEnd(ctx: RunContext, run: LoadedRun, held: HeldRun, row: HubCall, { outcome, status, said }: Ended): Promise<void> {
  await transact(ctx.db, ctx.now, async (unit) => {
    await ctx.leases.hold(unit.tx, held);
    const { count } = await unit.tx.hubCall.updateMany({
      where: { id: row.id, outcome: null },
      data: { outcome, status, message: said.message, phrase: storedPhrase(said), finishedAt: ctx.now() },
    });
    if (count === 0) return;
    unit.audit({
      actor: hubActor(ctx.hubId),
      action: "failover.call",
      target: { kind: "run", id: run.row.id, name: run.plan.planName, clusterId: null },
      outcome: outcome === "succeeded" ? "succeeded" : outcome === "refused" ? "refused" : "failed",
      reason: said.message.slice(0, 1024),
      before: null,
      after: { step: row.stepName, attempt: row.attempt, way: row.way, channel: row.channel, key: row.key, outcome, status },
      decision: null,
      requestId: runRequestId(run.row.id),
    });
    unit.wake({ topic: "run", key: row.id });
  });
}

/** Whether this process is the one that may send it: nobody has begun it, and the run is held. */
const begin = (ctx: RunContext, held: HeldRun, row: HubCall): Promise<boolean> =>
  // Not audited: that it was ordered is, and what became of it will be.
  transact(ctx.db, ctx.now, async (unit) => {
    await ctx.leases.hold(unit.tx, held);
    const { count } = await unit.tx.hubCall.updateMany({
      where: { id: row.id, begunAt: null, beginBy: { gte: ctx.now() } },
      data: { begunAt: ctx.now(), begunBy: ctx.leases.owner },
    });
    return count === 1;
  });

async function make(ctx: RunContext, run: LoadedRun, held: HeldRun, row: HubCall): Promise<void> {
  const order = HubCallOrder.parse(row.order);
  const point = `${row.stepIndex}:call`;
  await ctx.crashPoint(row.runId, `${point}:before`);
  const { channel, key, body } = row;
  const answer = await ctx.calls.send({ channel, key, body, timeoutMs: order.timeoutMs });
  await ctx.crashPoint(row.runId, `${point}:after`);
  await writeEnd(ctx, run, held, row, judgeAnswer(answer, order));
  await ctx.crashPoint(row.runId, `${point}:written`);
}

/**
 * Brings a call of the hub itself on: begins one that is due, and calls the outcome unknown of one that its own process can't tell any
 * more. Returns without waiting for an answer. Anything but such a call is left alone.
 */
export async function tendCall(ctx: RunContext, run: LoadedRun, id: string): Promise<void> {
  const held = ctx.leases.held(run.row.id);
  if (!held || callsOf(ctx).has(id)) return;
  const row = await ctx.db.prisma.hubCall.findUnique({ where: { id } });
  if (!row || row.outcome !== null) return;
  if (row.begunAt === null) {
    if (!(await begin(ctx, held, row))) return;
    await ctx.crashPoint(row.runId, `${row.stepIndex}:call:begun`);
    const made = make(ctx, run, held, row)
      .catch((err: unknown) => ctx.log.warn({ err, "run.id": row.runId }, "what became of a call could not be written"))
      .finally(() => callsOf(ctx).delete(id));
    callsOf(ctx).set(id, made);
    return;
  }
  // A repetition under the same key is harmless by the plan's own word: nothing is to be waited out.
  if (HubCallOrder.parse(row.order).isIdempotent || ctx.now() >= endsBy(row))
    await writeEnd(ctx, run, held, row, ended("unknown", hubGone));
}
