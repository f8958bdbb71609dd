import type { DataStore } from "@holdfast/contracts/data-store";
import type { Prisma } from "@holdfast/db/generated/prisma/client";
import { type StoreRow, storeRows } from "@holdfast/db/store-rows";
import { judgeStore, type PrimaryFacts, type StoreJudgement } from "@holdfast/domain/datastore/judge-store";
import { effectiveLinkState, liveHubs } from "../clusters/cluster-view";

/** A data store of a plan with what was measured of it, and the judgement about that. */
export interface JudgedStore extends StoreJudgement {
  readonly store: DataStore;
  readonly row: StoreRow | null;
}

/** Where the stores of a plan are copied from and to. */
export interface StoresOf {
  readonly planId: string;
  readonly stores: readonly DataStore[];
  readonly primary: { readonly id: string; readonly name: string };
  readonly standbyId: string;
}

/** How the primary's agent stands by its row. Of a link that nobody can vouch for it is not known when it was last seen. */
async function primaryFacts(tx: Prisma.TransactionClient, { id, name }: StoresOf["primary"], now: Date): Promise<PrimaryFacts> {
  const [link, hubs] = await Promise.all([tx.agentLink.findUnique({ where: { clusterId: id } }), liveHubs(tx)]);
  const state = effectiveLinkState(link, hubs);
  if (state === "connected") return { name, isConnected: true, lastSeenAt: now };
  return { name, isConnected: false, lastSeenAt: state === "unknown" ? null : (link?.lastHeartbeatAt ?? null) };
}

/** Judges the data stores of a plan by what was measured last; asks no cluster. */
export async function judgedStores(tx: Prisma.TransactionClient, of: StoresOf, now: Date): Promise<JudgedStore[]> {
  if (of.stores.length === 0) return [];
  const primary = await primaryFacts(tx, of.primary, now);
  const rows = await storeRows(tx, { planId: of.planId, standbyId: of.standbyId, primaryLastSeenAt: primary.lastSeenAt });
  return of.stores.map((store) => {
    const row = rows.get(store.name) ?? null;
    return { store, row, ...judgeStore(row, store.rpoSeconds, primary, now) };
  });
}
