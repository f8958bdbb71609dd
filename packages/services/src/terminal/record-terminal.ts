import type { TerminalFrame } from "@holdfast/contracts/queries/pod-exec-exchange";
import type { TerminalEvent } from "@holdfast/contracts/terminal";
import { transact } from "@holdfast/db/transact";
import type { ServiceContext } from "../context/service-context";
import { nextHead, type RecordingVault } from "./recording-vault";

/** How far a recording is: its pieces, the head of its chain, the agent's last frame in it, its characters. */
export interface Tape {
  readonly chunks: number;
  readonly head: string;
  readonly frame: number;
  readonly shown: number;
}

/**
 * Writes what a terminal showed as the next piece of its recording, or only a sign of life when there is nothing. Null when somebody
 * else records it now, or when it has ended: then nothing may be shown of it either.
 */
export async function recordTerminal(
  ctx: ServiceContext,
  vault: RecordingVault,
  id: string,
  driver: string,
  tape: Tape,
  frames: readonly TerminalFrame[],
): Promise<Tape | null> {
  const fresh = frames.filter(([seq]) => seq > tape.frame);
  const mine = { id, driver, endedAt: null, chunks: tape.chunks };
  if (fresh.length === 0) {
    const { count } = await ctx.db.prisma.terminalSession.updateMany({ where: mine, data: { seenAt: ctx.now() } });
    return count === 0 ? null : tape;
  }
  const seq = tape.chunks + 1;
  const sealed = vault.seal(
    id,
    seq,
    fresh.map(([, at, kind, text]): TerminalEvent => [at, kind, text]),
  );
  const next: Tape = {
    chunks: seq,
    head: nextHead(tape.head, sealed),
    frame: fresh.at(-1)?.[0] ?? tape.frame,
    shown: tape.shown + fresh.reduce((sum, [, , , text]) => sum + text.length, 0),
  };
  // Not audited: who opened the session is on record, and its close puts the head of this chain there.
  return transact(ctx.db, ctx.now, async ({ tx }) => {
    const { count } = await tx.terminalSession.updateMany({ where: mine, data: { ...next, seenAt: ctx.now() } });
    if (count === 0) return null;
    await tx.terminalChunk.create({ data: { sessionId: id, seq, sealed } });
    return next;
  });
}
