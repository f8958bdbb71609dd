import type { AccessReport, ClusterAccess } from "@holdfast/contracts/cluster-access";
import { Fault } from "@holdfast/contracts/fault";
import { worded } from "@holdfast/contracts/worded";
import type { Database } from "@holdfast/db/database";
import { PRESENCE_BUDGET_MS } from "../clusters/cluster-view";
import type { HubConnections } from "./hub-connections";

/** The way to have a hub look at a cluster that has no agent yet. */
export interface LookPort {
  /** What was found; rejects with `Unavailable` when no hub can look. */
  lookAt(access: ClusterAccess): Promise<AccessReport>;
}

/** How long the hub may look, and how long its answer is waited for. */
const LOOK_MS = 25_000;
const WAIT_MS = LOOK_MS + 2000;

/** A port over the hubs of the installation: the first that lives is asked, for any of them may come to run the agent. */
export const lookPort = (db: Database, hubs: HubConnections): LookPort => ({
  async lookAt(access) {
    const [hub] = await db.prisma.$queryRaw<{ address: string }[]>`
      SELECT address FROM hub_presence WHERE last_seen_at > now() - ${PRESENCE_BUDGET_MS} * interval '1 millisecond' ORDER BY hub_id LIMIT 1`;
    if (!hub) throw new Fault("Unavailable", worded("ImportsOff"), { retry: "later" });
    try {
      return await hubs.to(hub.address).lookAt.mutate({ access, deadlineMs: LOOK_MS }, { signal: AbortSignal.timeout(WAIT_MS) });
    } catch {
      // What went wrong may quote what was sent, so nothing of it goes on.
      throw new Fault("Unavailable", worded("ImportsOff"), { retry: "later" });
    }
  },
});
