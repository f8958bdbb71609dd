import { runWarrants, type StoredWarrant } from "@holdfast/db/run-warrants";
import { isOpenWarrant, isSettledWarrant } from "@holdfast/domain/warrant/warrant-state";
import type { RunContext } from "../runner/run-context";

/** The warrants of a run under which an agent may still do something, as far as anybody here knows. */
export async function openWarrants(ctx: RunContext, runId: string): Promise<StoredWarrant[]> {
  return (await runWarrants(ctx.db.prisma, { runId })).filter((warrant) => isOpenWarrant(warrant, ctx.now()));
}

/** The warrants of a run of which its agent has not said yet that it goes on no more. */
export async function unsettledWarrants(ctx: RunContext, runId: string): Promise<StoredWarrant[]> {
  return (await runWarrants(ctx.db.prisma, { runId })).filter((warrant) => !isSettledWarrant(warrant, ctx.now()));
}

/** The warrants of any run of a group under which an agent may still do something, each with its site, for a guard. */
export async function openWarrantsOfGroup(ctx: Pick<RunContext, "db" | "now">, groupId: string): Promise<string[]> {
  const open = (await runWarrants(ctx.db.prisma, { run: { groupId }, endedAs: null })).filter((each) => isOpenWarrant(each, ctx.now()));
  if (open.length === 0) return [];
  const clusters = await ctx.db.prisma.cluster.findMany({
    where: { id: { in: open.map(({ row }) => row.clusterId) } },
    select: { id: true, name: true },
  });
  return open.map(({ row }) => `warrant (${clusters.find((cluster) => cluster.id === row.clusterId)?.name ?? row.clusterId})`);
}
