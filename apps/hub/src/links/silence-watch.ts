import type { AgentSettings } from "@holdfast/services/agents/agent-settings";
import { connectedClusters } from "@holdfast/services/agents/connected-clusters";
import { recordSilence } from "@holdfast/services/agents/record-silence";
import { MAX_SKEW_MS, recordSkew } from "@holdfast/services/agents/record-skew";
import { every } from "../loops/every";
import type { LinkRegistry } from "./link-registry";

/** Three heartbeats and a half: past this an agent is silent. Unreachable is then shown within five seconds. */
export const SILENCE_MS = 3500;
const LOOK_MS = 500;
const SKEW_STEP_MS = 200;

/**
 * Watches the heartbeats in memory and writes only what changes: silence, and skew that moved. A silent socket is cut, so
 * that an agent that wakes up says hello again. Links that the store shows as held by this hub, or by a hub that is gone,
 * and that nobody holds, become unreachable too. `lastSeenAt`: when an earlier process of this hub was last seen.
 */
export function watchSilence(settings: AgentSettings, registry: LinkRegistry, lastSeenAt: Date | null): { stop(): Promise<void> } {
  const startedMs = performance.now();
  const written = new Map<string, number>();
  /** The row only knows the first heartbeat. The last one is in the memory of the hub that held the link, or gone with it. */
  const lastHeardAt = async (clusterId: string, hubId: string, first: Date | null): Promise<Date> => {
    const isOwn = hubId === settings.hubId;
    const heard = isOwn ? registry.lastHeardAt(clusterId) : undefined;
    if (heard) return heard;
    const holder = isOwn ? null : await settings.db.prisma.hubPresence.findUnique({ where: { hubId }, select: { lastSeenAt: true } });
    const instants = [first, isOwn ? lastSeenAt : holder?.lastSeenAt].flatMap((at) => at?.getTime() ?? []);
    return instants.length === 0 ? settings.now() : new Date(Math.max(...instants));
  };
  const orphans = async () => {
    for (const { clusterId, hubId, lastHeartbeatAt } of await connectedClusters(settings)) {
      if (registry.of(clusterId) || (hubId === settings.hubId && performance.now() - startedMs < SILENCE_MS)) continue;
      const heardAt = await lastHeardAt(clusterId, hubId, lastHeartbeatAt);
      await recordSilence({ ...settings, hubId }, clusterId, heardAt, "nobody holds the link");
    }
  };
  const skew = async (clusterId: string, skewMs: number) => {
    const before = written.get(clusterId) ?? 0;
    const hasCrossed = Math.abs(before) > MAX_SKEW_MS !== Math.abs(skewMs) > MAX_SKEW_MS;
    if (!hasCrossed && Math.abs(before - skewMs) < SKEW_STEP_MS) return;
    written.set(clusterId, skewMs);
    await recordSkew(settings, clusterId, skewMs);
  };
  return every(LOOK_MS, "silence watch", settings.log, async () => {
    for (const link of registry.all()) {
      const { clusterId } = link.peer;
      if (performance.now() - link.lastBeatMs > SILENCE_MS) {
        link.cut("no heartbeat");
        registry.close(link);
        await recordSilence(settings, clusterId, link.lastHeartbeatAt, "no heartbeat");
      } else if (link.hasSaidHello) {
        const skewMs = link.skew.skewMs();
        if (skewMs !== null) await skew(clusterId, skewMs);
      }
    }
    await orphans();
  });
}
