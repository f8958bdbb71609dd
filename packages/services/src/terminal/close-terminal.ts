import type { TerminalEnd } from "@holdfast/contracts/terminal";
import { transact } from "@holdfast/db/transact";
import type { ServiceContext } from "../context/service-context";
import { terminalTarget } from "./terminal-view";

/** How a session ended. */
export interface Closing {
  readonly why: TerminalEnd;
  readonly exitCode: number | null;
  readonly message: string;
}

/**
 * Closes a session, once: whoever comes later finds it closed. The head of its recording goes into the audit chain, so that the
 * recording can't be changed any more without showing. `unlessSeenSince`: leaves one alone that gave a sign of life since.
 */
export async function closeTerminal(ctx: ServiceContext, id: string, closing: Closing, unlessSeenSince?: Date): Promise<boolean> {
  const { why, exitCode, message } = closing;
  return transact(ctx.db, ctx.now, async (unit) => {
    const stillThat = unlessSeenSince ? { seenAt: { lt: unlessSeenSince } } : {};
    const { count } = await unit.tx.terminalSession.updateMany({
      where: { id, endedAt: null, ...stillThat },
      data: { endedAt: ctx.now(), why, exitCode, message: message.slice(0, 1024), driver: null },
    });
    if (count === 0) return false;
    const row = await unit.tx.terminalSession.findUniqueOrThrow({ where: { id } });
    unit.audit({
      ...{ actor: ctx.actor, action: "terminal.close", target: terminalTarget(row), requestId: ctx.requestId, decision: null },
      ...{ outcome: "succeeded", reason: why, before: null },
      after: {
        ...{ why, exitCode, user: row.userName, shownCharacters: row.shown, typedCharacters: row.typed },
        recording: { pieces: row.chunks, head: row.head },
      },
    });
    unit.emit({ type: "terminal.changed", clusterIds: [row.clusterId], subject: { kind: "terminal", id }, payload: { why } });
    return true;
  });
}
