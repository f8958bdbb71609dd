import type { ServiceContext } from "../context/service-context";
import { closeTerminal } from "./close-terminal";

/** Longer than an agent keeps a session that nobody asks for, and than a console takes to begin again. */
const SILENT_MS = 40_000;
const AT_ONCE = 50;

/** Closes the sessions that nobody records any more: the browser left, or the console or hub between ended. Returns how many. */
export async function closeLostTerminals(ctx: ServiceContext, silentMs = SILENT_MS): Promise<number> {
  const since = new Date(ctx.now().getTime() - silentMs);
  const lost = await ctx.db.prisma.terminalSession.findMany({
    where: { endedAt: null, seenAt: { lt: since } },
    select: { id: true },
    take: AT_ONCE,
  });
  let closed = 0;
  for (const { id } of lost) if (await closeTerminal(ctx, id, { why: "lost", exitCode: null, message: "" }, since)) closed++;
  return closed;
}
