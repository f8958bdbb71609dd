import type { Database } from "@holdfast/db/database";
import type { LinkFacts, LinkPort } from "@holdfast/failover/ports";
import { effectiveLinkState, liveHubs } from "@holdfast/services/clusters/cluster-view";
import type { LinkRegistry } from "../links/link-registry";
import { SILENCE_MS } from "../links/silence-watch";

const NO_LINK: LinkFacts = {
  isConnected: false,
  since: null,
  lastHeartbeatAt: null,
  clockSkewMs: null,
  agentVersion: null,
  protocol: null,
};

/**
 * How the agents' links stand: of those that this hub holds its memory says it, of the others their rows, as long as the hub
 * that holds them gives signs of life. A link that nobody can vouch for is not connected, and nobody knows since when.
 */
export const linkPort = (db: Database, hubId: string, registry: LinkRegistry): LinkPort => ({
  async linkOf(clusterId) {
    const held = registry.of(clusterId);
    const [row, hubs] = await Promise.all([db.prisma.agentLink.findUnique({ where: { clusterId } }), liveHubs(db.prisma)]);
    if (!row) return NO_LINK;
    const { agentVersion, protocol } = row;
    if (held?.hasSaidHello && row.state === "connected" && row.hubId === hubId)
      return {
        isConnected: performance.now() - held.lastBeatMs <= SILENCE_MS,
        since: row.since,
        lastHeartbeatAt: held.lastHeartbeatAt,
        clockSkewMs: held.skew.skewMs() ?? row.clockSkewMs,
        agentVersion,
        protocol,
      };
    const state = row.hubId === hubId && row.state === "connected" ? "unknown" : effectiveLinkState(row, hubs);
    const isKnown = state !== "unknown";
    return {
      isConnected: state === "connected",
      since: isKnown ? row.since : null,
      lastHeartbeatAt: isKnown ? row.lastHeartbeatAt : null,
      clockSkewMs: row.clockSkewMs,
      agentVersion,
      protocol,
    };
  },
});
