import { setTimeout as delay } from "node:timers/promises";
import { type ExecEnd, podExecExchange } from "@holdfast/contracts/queries/pod-exec-exchange";
import { closeTerminal } from "./close-terminal";
import { recordTerminal } from "./record-terminal";
import type { Showing } from "./showing";

/** What an agent held of a terminal that nobody looks at: `over` when somebody else records it, or nobody can any more. */
type Rest = ExecEnd | "over" | "open";

/** Records what the agent holds of a terminal of this driver, and tells how it stands there. Rejects when the agent can't be asked. */
export async function recordHeld({ ctx, live, vault, limits }: Omit<Showing, "signal">, id: string, driver: string): Promise<Rest> {
  for (;;) {
    const row = await ctx.db.prisma.terminalSession.findFirst({ where: { id, driver, endedAt: null } });
    if (!row) return "over";
    const question = { session: id as never, after: row.frame, waitMs: 0 };
    const { isKnown, frames, ended } = await live.ask(row.clusterId, podExecExchange, question, { deadlineMs: limits.deadlineMs });
    if (!isKnown || (await recordTerminal(ctx, vault, id, driver, row, frames)) === null) return "over";
    if (ended || frames.length === 0) return ended ?? "open";
  }
}

/**
 * Records what a terminal shows after its reader has gone: what the agent holds now, and once more when it has ended a program that nobody
 * asked for. Whoever hangs up right after a command would otherwise leave no trace of what came of it. Somebody who shows it again takes
 * over. Rejects when the agent can't be asked; a hub then closes the session as lost.
 */
export async function recordRest(showing: Omit<Showing, "signal">, id: string, driver: string): Promise<void> {
  for (let isFirst = true; ; isFirst = false) {
    const rest = await recordHeld(showing, id, driver);
    if (rest !== "over" && rest !== "open") await closeTerminal(showing.ctx, id, rest);
    if (rest !== "open" || !isFirst) return;
    await delay(showing.limits.leftMs, undefined, { ref: false });
  }
}
