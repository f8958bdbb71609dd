import type { DataStore, StoreVerdict } from "@holdfast/contracts/data-store";
import type { PlanFinding } from "@holdfast/contracts/gate";
import type { Database } from "@holdfast/db/database";
import { storeRows } from "@holdfast/db/store-rows";
import { judgeStore, type StoreJudgement } from "@holdfast/domain/datastore/judge-store";
import { type Finding, finding, underCode } from "../define-step";
import type { LinkFacts } from "../ports";
import type { Site } from "../step-context";

/** A store with the judgement about it. */
export interface JudgedStore extends StoreJudgement {
  readonly store: DataStore;
}

/** Where the stores of a plan are copied from and to, and how the link of the first stands. */
export interface StoresOf {
  readonly planId: string;
  readonly stores: readonly DataStore[];
  readonly primary: Site;
  readonly standby: Site;
  readonly primaryLink: Pick<LinkFacts, "isConnected" | "lastHeartbeatAt">;
}

/** Judges the stores of a plan by what was measured; asks no cluster. */
export async function judgeStores(db: Database, of: StoresOf, now: Date): Promise<JudgedStore[]> {
  const { planId, stores, primary, standby, primaryLink } = of;
  if (stores.length === 0) return [];
  const facts = {
    name: primary.name,
    isConnected: primaryLink.isConnected,
    lastSeenAt: primaryLink.isConnected ? now : primaryLink.lastHeartbeatAt,
  };
  const rows = await storeRows(db.prisma, { planId, standbyId: standby.id, primaryLastSeenAt: facts.lastSeenAt });
  return stores.map((store) => ({ store, ...judgeStore(rows.get(store.name) ?? null, store.rpoSeconds, facts, now) }));
}

const codes = {
  over: "StoreOverRpo",
  broken: "StoreBroken",
  stale: "StoreStale",
  unmeasured: "StoreUnmeasured",
} as const satisfies Record<Exclude<StoreVerdict, "within">, string>;

function findingOf({ store, verdict, said }: JudgedStore): Finding[] {
  if (verdict === "within" || !said) return [];
  const { name, rpoSeconds } = store;
  // Without the figure, which moves all the time: equal findings are one evaluation.
  const found =
    verdict === "over"
      ? finding("StoreOverRpo", "warning", name, { store: name, rpoSeconds })
      : finding("StoreNotWithin", "warning", name, { store: name, said });
  return [underCode(codes[verdict], found)];
}

/**
 * What the data stores say about a plan. Each is a warning: what is missing does not keep a plan from being run, for the primary may
 * be burning; but whoever asks has to accept the loss by name, and a guard holds the run to that.
 */
export const storeFindings = (judged: readonly JudgedStore[]): PlanFinding[] =>
  judged.flatMap(findingOf).map((each) => ({ step: null, ...each }));
