// Shows a terminal to whoever opened it: what it showed before, then what it shows. Each piece is in the recording before it is
// told, and a piece that cannot be recorded ends the session: there is no terminal without its recording.
import { setTimeout as delay } from "node:timers/promises";
import { Fault } from "@holdfast/contracts/fault";
import { podExecExchange } from "@holdfast/contracts/queries/pod-exec-exchange";
import { podExecInput } from "@holdfast/contracts/queries/pod-exec-input";
import type { AttachTerminal, TerminalMessage } from "@holdfast/contracts/terminal";
import type { TerminalSession } from "@holdfast/db/generated/prisma/client";
import { v7 as uuid } from "uuid";
import type { ServiceContext } from "../context/service-context";
import type { LivePort } from "../live/live-port";
import { type Closing, closeTerminal } from "./close-terminal";
import { MOST_SECONDS } from "./open-terminal";
import { ownTerminal } from "./own-terminal";
import { readPieces } from "./read-pieces";
import { recordHeld, recordRest } from "./record-rest";
import { recordTerminal, type Tape } from "./record-terminal";
import type { RecordingVault } from "./recording-vault";
import type { Showing, TerminalLimits } from "./showing";

const USUAL: TerminalLimits = {
  ...{ waitMs: 8000, deadlineMs: 12_000, lookMs: 100, lateMs: 5000, recordingChars: 10_000_000, leftMs: 30_000 },
};
/** Together with the time until it is noticed, a right that ended is gone within two seconds, whether the agent answers or not. */
const REVOKED_MS = 400;
/** An exchange that got no answer is asked again: nothing is lost by it. */
const MOST_TRIES = 3;

type Ended = Extract<TerminalMessage, { type: "ended" }>;
const ended = ({ why, exitCode, message }: Closing): Ended => ({ type: "ended", why, exitCode, message });
const without = (why: Closing["why"], message = ""): Closing => ({ why, exitCode: null, message });

/** Waits for the agent's answer to the order. Null when the program runs. */
async function beginning({ ctx, signal, limits }: Showing, { commandId }: TerminalSession): Promise<Closing | null> {
  for (;;) {
    const order = await ctx.db.prisma.command.findUniqueOrThrow({ where: { id: commandId } });
    if (order.finishedAt) return order.outcome === "succeeded" ? null : without("refused", order.message ?? order.reason ?? "");
    if (ctx.now().getTime() > order.expiresAt.getTime() + limits.lateMs) return without("refused", "The agent did not answer.");
    await delay(limits.lookMs, undefined, { signal }).catch(() => undefined);
    if (signal.aborted) return null;
  }
}

/** Asks the agent what was shown since. A closing when the session cannot go on. */
async function exchange({ live, signal, limits }: Showing, { id, clusterId }: TerminalSession, after: number) {
  for (let attempt = 1; ; attempt++) {
    try {
      const question = { session: id as never, after, waitMs: limits.waitMs };
      return await live.ask(clusterId, podExecExchange, question, { deadlineMs: limits.deadlineMs, signal });
    } catch (cause) {
      if (signal.aborted) return null;
      const mayPass = cause instanceof Fault && cause.retry === "later" && cause.code !== "AgentUnreachable";
      if (!mayPass || attempt >= MOST_TRIES) return without("lost", cause instanceof Fault ? cause.message : "The cluster gave no answer.");
    }
  }
}

/** Ends the program, as far as its agent can be reached; it ends by itself soon after when nobody asks for its output. */
async function hangUp({ live, limits }: Showing, { id, clusterId }: TerminalSession): Promise<void> {
  const input = { session: id as never, writer: "hub", seq: 1, text: "", size: null, isEnd: true };
  await live.ask(clusterId, podExecInput, input, { deadlineMs: limits.deadlineMs }).catch(() => undefined);
}

async function close(showing: Showing, row: TerminalSession, closing: Closing): Promise<Ended> {
  await closeTerminal(showing.ctx, row.id, closing);
  return ended(closing);
}

/** What is shown from now on, each piece recorded first. */
async function* shown(showing: Showing, row: TerminalSession, driver: string): AsyncGenerator<TerminalMessage> {
  const { ctx, vault, signal, limits } = showing;
  let tape: Tape = row;
  while (!signal.aborted) {
    const answer = await exchange(showing, row, tape.frame);
    if (answer === null) return;
    if ("why" in answer) return yield await close(showing, row, answer);
    if (!answer.isKnown) return yield await close(showing, row, without("lost", "The agent does not know this terminal any more."));
    let next: Tape | null;
    try {
      next = await recordTerminal(ctx, vault, row.id, driver, tape, answer.frames);
    } catch (cause) {
      ctx.log.error({ err: cause, reason: "recording" }, "a terminal could not be recorded and was ended");
      await hangUp(showing, row);
      return yield await close(showing, row, without("unrecorded"));
    }
    if (next === null) return yield { type: "taken" };
    const fresh = answer.frames.filter(([seq]) => seq > tape.frame);
    tape = next;
    if (fresh.length > 0) yield { type: "output", seq: tape.chunks, events: fresh.map(([, at, kind, text]) => [at, kind, text]) };
    if (answer.ended) return yield await close(showing, row, answer.ended);
    if (tape.shown > limits.recordingChars) {
      await hangUp(showing, row);
      return yield await close(showing, row, without("full"));
    }
  }
}

/** Puts this showing in the place of an earlier one. Null when the session ended in the meantime. */
async function takeOver(ctx: ServiceContext, id: string, driver: string): Promise<TerminalSession | null> {
  const { count } = await ctx.db.prisma.terminalSession.updateMany({ where: { id, endedAt: null }, data: { driver, seenAt: ctx.now() } });
  return count === 0 ? null : ctx.db.prisma.terminalSession.findUnique({ where: { id } });
}

async function* untilTheEnd(showing: Showing, row: TerminalSession, after: number, driver: string): AsyncGenerator<TerminalMessage> {
  const { ctx, vault, signal } = showing;
  const mine = row.endedAt ? null : await takeOver(ctx, row.id, driver);
  const upTo = mine ?? row;
  for await (const { seq, events } of readPieces(ctx, vault, row.id, after))
    if (seq <= upTo.chunks) yield { type: "output", seq, events: events ?? [] };
  if (!mine) {
    const { why, exitCode, message } = await ctx.db.prisma.terminalSession.findUniqueOrThrow({ where: { id: row.id } });
    return yield { type: "ended", why: (why ?? "lost") as Closing["why"], exitCode, message: message ?? "" };
  }
  const refusal = await beginning(showing, mine);
  if (refusal) return yield await close(showing, mine, refusal);
  if (signal.aborted) return;
  if (!mine.openedAt)
    await ctx.db.prisma.terminalSession.updateMany({ where: { id: row.id, openedAt: null }, data: { openedAt: ctx.now() } });
  yield { type: "open", leftMs: Math.max(0, MOST_SECONDS * 1000 - (ctx.now().getTime() - mine.startedAt.getTime())) };
  yield* shown(showing, mine, driver);
}

/**
 * Shows a terminal from piece `after` of its recording on, until it ends, somebody else shows it, or the signal is aborted. When that
 * was because the right ended, the session ends with it; when the reader has only gone, it waits some seconds for them at the agent, and
 * what it shows meanwhile is recorded all the same.
 */
export async function* attachTerminal(
  ctx: ServiceContext,
  live: LivePort,
  vault: RecordingVault,
  input: AttachTerminal,
  signal: AbortSignal,
  given: Partial<TerminalLimits> = {},
): AsyncGenerator<TerminalMessage> {
  const row = await ownTerminal(ctx, input.id, "terminal.attach");
  const showing: Showing = { ctx, live, vault, signal, limits: { ...USUAL, ...given } };
  const driver = uuid();
  try {
    yield* untilTheEnd(showing, row, input.after, driver);
  } finally {
    if (signal.reason instanceof Fault) {
      // Nothing more is typed, for that asks for the right each time; what came of what was typed before is still recorded.
      const hungUp = hangUp(showing, row).then(() => recordHeld(showing, row.id, driver));
      await Promise.race([hungUp, delay(REVOKED_MS)]).catch(() => undefined);
      await closeTerminal(ctx, row.id, without("revoked", signal.reason.message));
    } else
      void recordRest(showing, row.id, driver).catch((err: unknown) =>
        ctx.log.error({ err, reason: "recording" }, "what a terminal showed after its reader had gone was not recorded"),
      );
  }
}
