import type { ServiceContext } from "../context/service-context";
import { confirmingProvider } from "./confirming-provider";
import { freshnessOf } from "./require-fresh-factor";

/** Whether the caller has no second factor, by whatever way, where the installation asks one of whoever approves. */
export async function lacksApproverFactor(ctx: ServiceContext): Promise<boolean> {
  if (ctx.actor.kind !== "user") return false;
  const limits = await ctx.db.prisma.failoverLimit.findUnique({ where: { id: 1 }, select: { approversNeedFactor: true } });
  if (!limits?.approversNeedFactor) return false;
  return (await freshnessOf(ctx, ctx.actor.id, ctx.sessionId)) === "without" && (await confirmingProvider(ctx)) === null;
}
