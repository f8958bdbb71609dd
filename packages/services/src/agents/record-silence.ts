import { transact } from "@holdfast/db/transact";
import type { AgentSettings } from "./agent-settings";

/**
 * Records that an agent fell silent. Only the hub that holds the link may say so: when another hub took it over in the
 * meantime, nothing is written. `lastHeartbeatAt` is what the hub kept in memory.
 */
export async function recordSilence(
  settings: Pick<AgentSettings, "db" | "now" | "hubId">,
  clusterId: string,
  lastHeartbeatAt: Date,
  reason: string,
): Promise<void> {
  // Not audited: silence is an observation, kept in link_transition; nobody did anything.
  await transact(settings.db, settings.now, async (unit) => {
    const at = settings.now();
    const changed = await unit.tx.agentLink.updateMany({
      where: { clusterId, hubId: settings.hubId, state: "connected" },
      data: { state: "unreachable", since: at, lastHeartbeatAt },
    });
    if (changed.count === 0) return;
    await unit.tx.linkTransition.create({ data: { clusterId, state: "unreachable", reason, hubId: settings.hubId, at } });
    unit.emit({
      type: "cluster.link-changed",
      clusterIds: [clusterId],
      subject: { kind: "cluster", id: clusterId },
      payload: { state: "unreachable" },
    });
    unit.wake({ topic: "link", key: clusterId });
  });
}
