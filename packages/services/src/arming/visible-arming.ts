import type { AuditTarget } from "@holdfast/contracts/audit";
import { Fault } from "@holdfast/contracts/fault";
import { worded } from "@holdfast/contracts/worded";
import type { Arming, Prisma } from "@holdfast/db/generated/prisma/client";
import { contentHash } from "@holdfast/domain/plan/content-hash";
import { armingHash } from "@holdfast/domain/run/subject-hash";
import type { ServiceContext } from "../context/service-context";
import { clustersById, maySeeAll } from "../failover/failover-target";

/** The audit target of an arming, by the name of its plan. */
export const armingTarget = (id: string, plan: string): AuditTarget => ({ kind: "arming", id, name: plan, clusterId: null });

/** The arming with its plan and sites, or `NotFound` when it is absent or not for the caller. */
export async function visibleArming(ctx: ServiceContext, armingId: string) {
  const arming = await ctx.db.prisma.arming.findUnique({ where: { id: armingId }, include: { plan: { select: { name: true } } } });
  const sites = arming ? await clustersById(ctx, [arming.primaryId, arming.standbyId]) : [];
  if (arming && sites.length === 2 && (await maySeeAll(ctx, sites))) return { arming, sites };
  throw new Fault("NotFound", worded("ArmingAbsent"));
}

/** The hash of an arming made again from the rows that it stands for. */
export async function armingHashNow(tx: Prisma.TransactionClient, arming: Arming): Promise<string> {
  const { spec } = await tx.planVersion.findUniqueOrThrow({
    where: { planId_number: { planId: arming.planId, number: arming.planVersion } },
    select: { spec: true },
  });
  return armingHash({ ...arming, armingId: arming.id, planContentHash: contentHash(spec) });
}
