import type { TriggerSourceView } from "@holdfast/contracts/trigger-source";
import { authorise } from "../access/authorise";
import type { ServiceContext } from "../context/service-context";

/** The sources that may report, the ended ones last; never their secrets. There are some dozens at most. */
export async function listTriggerSources(ctx: ServiceContext): Promise<TriggerSourceView[]> {
  const target = { kind: "trigger-source", id: "all", name: "all", clusterId: null };
  await authorise(ctx, { permission: "settings:manage", action: "trigger-source.list", target });
  return ctx.db.prisma.triggerSource.findMany({
    orderBy: [{ revokedAt: { sort: "asc", nulls: "first" } }, { name: "asc" }],
    select: { id: true, name: true, createdByName: true, createdAt: true, lastEventAt: true, revokedAt: true, revokedByName: true },
    take: 200,
  });
}
