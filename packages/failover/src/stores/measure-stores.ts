import type { DataStore } from "@holdfast/contracts/data-store";
import type { Database } from "@holdfast/db/database";
import { withSilentSource } from "@holdfast/domain/datastore/judge-store";
import { bindStore } from "@holdfast/domain/datastore/store-kinds";
import type { AgentPort, LinkPort } from "../ports";
import { readStore } from "./read-store";
import { recordStores } from "./record-stores";

/** What measuring needs of a hub. */
export interface MeasurePorts {
  readonly db: Database;
  readonly agents: AgentPort;
  readonly links: LinkPort;
  readonly now: () => Date;
}

/** The stores to measure: of which plan, from which site to which. */
export interface MeasuredStores {
  readonly planId: string;
  readonly primary: { readonly id: string; readonly name: string };
  readonly standby: { readonly id: string; readonly name: string };
  readonly stores: readonly DataStore[];
  /** Whether these are all that the plan has. */
  readonly isAll: boolean;
}

/** Measures stores now and keeps what was found. Takes no longer than the deadline, whatever the agents do; throws when the signal aborts. */
export async function measureStores(ports: MeasurePorts, of: MeasuredStores, signal: AbortSignal, deadlineMs: number): Promise<void> {
  const [from, to] = await Promise.all([ports.links.linkOf(of.primary.id), ports.links.linkOf(of.standby.id)]);
  const primary = { ...of.primary, isConnected: from.isConnected, lastSeenAt: from.isConnected ? ports.now() : from.lastHeartbeatAt };
  const look = {
    agents: ports.agents,
    primary,
    standby: { ...of.standby, isConnected: to.isConnected },
    signal,
    deadlineMs,
    now: ports.now,
  };
  const readings = await Promise.all(
    of.stores.map(async (store) => ({
      store,
      reading: withSilentSource(await readStore(store, look), bindStore(store).seesSource, primary),
    })),
  );
  await recordStores(ports.db, ports.now, { planId: of.planId, primary, standbyId: of.standby.id, at: ports.now(), readings }, of.isAll);
}
