import type { RunMode } from "@holdfast/contracts/run-mode";
import { effectiveLinkState, liveHubs } from "../clusters/cluster-view";
import type { ServiceContext } from "../context/service-context";

/** Graceful when the primary can take part, ungraceful when it is lost. */
export async function failoverMode(ctx: ServiceContext, primaryId: string): Promise<RunMode> {
  const [link, hubs] = await Promise.all([
    ctx.db.prisma.agentLink.findUnique({ where: { clusterId: primaryId } }),
    liveHubs(ctx.db.prisma),
  ]);
  return effectiveLinkState(link, hubs) === "connected" ? "graceful" : "ungraceful";
}
