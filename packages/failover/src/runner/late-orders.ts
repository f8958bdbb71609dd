import { openWarrantsOfGroup } from "../warrants/open-warrants";
import { DEAD_AFTER_MS } from "./await-effect";
import { openCalls } from "./hub-call-rows";
import type { RunContext } from "./run-context";

/** What an agent has begun in time ends within this, or with the agent; its answer may be lost with the site. */
const LONGEST_WORK_MS = 60_000;

/**
 * The orders of a group that may still have an effect, each with its site: unanswered, and not surely too late. A warrant that its
 * agent has not dropped stands for all of its orders.
 */
export async function lateOrders(ctx: Pick<RunContext, "db" | "now">, groupId: string): Promise<string[]> {
  const deadAt = new Date(ctx.now().getTime() - DEAD_AFTER_MS);
  const endedAt = new Date(deadAt.getTime() - LONGEST_WORK_MS);
  const rows = await ctx.db.prisma.$queryRaw<{ name: string; site: string }[]>`
    SELECT DISTINCT command.name, cluster.name AS site FROM command JOIN cluster ON cluster.id = command.cluster_id
    WHERE scope = ${`group:${groupId}`} AND finished_at IS NULL
      AND expires_at > CASE WHEN outcome = 'accepted' THEN ${endedAt}::timestamptz ELSE ${deadAt}::timestamptz END
    ORDER BY 1, 2`;
  return [
    ...rows.map(({ name, site }) => `${name} (${site})`),
    ...(await openCalls(ctx, groupId)).map((channel) => `webhook.call (${channel})`),
    ...(await openWarrantsOfGroup(ctx, groupId)),
  ];
}
