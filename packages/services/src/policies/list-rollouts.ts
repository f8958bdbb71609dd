import type { RolloutView } from "@holdfast/contracts/policy";
import type { Prisma } from "@holdfast/db/generated/prisma/client";
import { authorise } from "../access/authorise";
import type { ServiceContext } from "../context/service-context";
import { restoresOf, rolloutNow } from "./rollout-now";
import { rolloutCaller, rolloutView } from "./rollout-view";

const MAX_ROLLOUTS = 50;

/** The newest rollouts of one policy, or of all; `phase` keeps those in it. */
export async function listRollouts(
  ctx: ServiceContext,
  input: { policyId?: string | undefined; phase?: string | undefined },
): Promise<RolloutView[]> {
  await authorise(ctx, {
    permission: "policy:read",
    action: "rollout.list",
    target: { kind: "rollout", id: "all", name: "rollouts", clusterId: null },
  });
  const where: Prisma.RolloutWhereInput = {
    ...(input.policyId ? { policyId: input.policyId } : {}),
    ...(input.phase ? { phase: input.phase } : {}),
  };
  const [rows, clusters] = await Promise.all([
    ctx.db.prisma.rollout.findMany({
      where,
      include: { policy: true, targets: true },
      orderBy: { requestedAt: "desc" },
      take: MAX_ROLLOUTS,
    }),
    ctx.db.prisma.cluster.findMany({ select: { id: true, name: true, environment: true } }),
  ]);
  const named = new Map(clusters.map((cluster) => [cluster.id, cluster]));
  const caller = await rolloutCaller(ctx);
  const restores = await restoresOf(
    ctx.db.prisma,
    rows.map(({ id }) => id),
  );
  return Promise.all(rows.map(async (row) => rolloutView(row, named, caller, await rolloutNow(ctx.db.prisma, row, restores, ctx.now()))));
}
