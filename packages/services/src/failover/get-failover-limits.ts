import type { FailoverLimitsView } from "@holdfast/contracts/failover-limits";
import { movingPhases } from "@holdfast/domain/run/phase-machine";
import type { ServiceContext } from "../context/service-context";

/** What bounds failovers of the whole installation, and how far it is used now. A number of groups is no secret of any of them. */
export async function getFailoverLimits(ctx: ServiceContext): Promise<FailoverLimitsView> {
  const [row, moving] = await Promise.all([
    ctx.db.prisma.failoverLimit.findUniqueOrThrow({ where: { id: 1 }, omit: { id: true } }),
    ctx.db.prisma.run.groupBy({ by: ["groupId"], where: { kind: { not: "rehearsal" }, phase: { in: [...movingPhases] } } }),
  ]);
  return { ...row, groupsMoving: moving.length };
}
