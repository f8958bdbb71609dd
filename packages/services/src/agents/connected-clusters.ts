import { liveHubs } from "../clusters/cluster-view";
import type { AgentSettings } from "./agent-settings";

/** The links that the store shows as connected and that this hub has to look after: its own, and those of hubs that are gone. */
export async function connectedClusters(
  settings: Pick<AgentSettings, "db" | "hubId">,
): Promise<{ clusterId: string; hubId: string; lastHeartbeatAt: Date | null }[]> {
  const [links, hubs] = await Promise.all([
    settings.db.prisma.agentLink.findMany({
      where: { state: "connected" },
      select: { clusterId: true, hubId: true, lastHeartbeatAt: true },
    }),
    liveHubs(settings.db.prisma),
  ]);
  return links.flatMap(({ clusterId, hubId, lastHeartbeatAt }) =>
    hubId && (hubId === settings.hubId || !hubs.has(hubId)) ? [{ clusterId, hubId, lastHeartbeatAt }] : [],
  );
}
