import type { StoreVerdict } from "@holdfast/contracts/data-store";
import type { Worded } from "@holdfast/contracts/phrase";
import { worded } from "@holdfast/contracts/worded";
import type { StoreReading } from "./store-kind";

/** A store that nobody could look at for this long is stale: it is looked at every ten seconds. */
export const STORE_STALE_MS = 35_000;

/** How the primary's agent stands. `lastSeenAt`: its last sign of life. */
export interface PrimaryFacts {
  readonly name: string;
  readonly isConnected: boolean;
  readonly lastSeenAt: Date | null;
}

/** A store as its row keeps it: how it was found last, and what was known before. */
export interface StoreState {
  readonly state: StoreReading["state"];
  readonly said: Worded | null;
  /** When somebody last looked, and when a figure was last read. */
  readonly checkedAt: Date;
  readonly measuredAt: Date | null;
  readonly lagSeconds: number | null;
  /** The last durable point that is known now, and the one that was known before the primary's last sign of life. */
  readonly durableAt: Date | null;
  readonly durableBeforeLoss: Date | null;
}

/** A verdict with what would be lost; `said` is why it is not within. */
export interface StoreJudgement {
  readonly verdict: StoreVerdict;
  readonly lossSeconds: number | null;
  readonly said: Worded | null;
}

const seconds = (from: Date, to: Date): number => Math.max(0, (to.getTime() - from.getTime()) / 1000);
const round = (value: number): number => Math.round(value * 10) / 10;

const over = (lossSeconds: number, rpoSeconds: number, { name, isConnected }: PrimaryFacts): Worded =>
  worded(isConnected ? "LagOverRpo" : "LossOverRpo", { lossSeconds: round(lossSeconds), rpoSeconds, primary: name });

/** Of a primary that is lost: what it wrote after the last durable point is missing, however long ago that is by now. */
function judgeLost(store: StoreState, rpoSeconds: number, primary: PrimaryFacts): StoreJudgement {
  if (!primary.lastSeenAt || !store.durableBeforeLoss)
    return { verdict: "unmeasured", lossSeconds: null, said: worded("DurablePointUnknown", { primary: primary.name }) };
  const lossSeconds = seconds(store.durableBeforeLoss, primary.lastSeenAt);
  return lossSeconds <= rpoSeconds
    ? { verdict: "within", lossSeconds, said: null }
    : { verdict: "over", lossSeconds, said: over(lossSeconds, rpoSeconds, primary) };
}

/**
 * How a store stands against its RPO, and what would be lost if its primary were lost now. What nobody knows is never within: null
 * stands for a store that nobody has looked at yet.
 */
export function judgeStore(store: StoreState | null, rpoSeconds: number, primary: PrimaryFacts, now: Date): StoreJudgement {
  if (!store) return { verdict: "unmeasured", lossSeconds: null, said: worded("NotMeasuredYet") };
  if (!primary.isConnected) return judgeLost(store, rpoSeconds, primary);
  const lossSeconds = store.durableAt && seconds(store.durableAt, now);
  if (store.state === "broken") return { verdict: "broken", lossSeconds, said: store.said ?? worded("NobodyMeasures") };
  if (store.state === "unmeasured" && store.measuredAt === null)
    return { verdict: "unmeasured", lossSeconds: null, said: store.said ?? worded("NotMeasuredYet") };
  if (store.state === "unmeasured" || now.getTime() - store.checkedAt.getTime() > STORE_STALE_MS)
    return { verdict: "stale", lossSeconds, said: store.said ?? worded("NobodyMeasures") };
  if (store.lagSeconds === null) return { verdict: "unmeasured", lossSeconds, said: worded("NotMeasuredYet") };
  return store.lagSeconds <= rpoSeconds
    ? { verdict: "within", lossSeconds: store.lagSeconds, said: null }
    : { verdict: "over", lossSeconds: store.lagSeconds, said: over(store.lagSeconds, rpoSeconds, primary) };
}

/**
 * Up to when the writes are known to be at the standby by a reading; null when it says nothing new. The store's own instant always
 * counts. A lag counts from now, as long as the primary is seen to be alive: a standby that hears nothing more lacks nothing that it
 * knows of.
 */
export function durablePoint(reading: StoreReading, now: Date, isPrimaryConnected: boolean): Date | null {
  if (reading.state === "replicating" && reading.lagSeconds !== null && isPrimaryConnected)
    return new Date(now.getTime() - reading.lagSeconds * 1000);
  return reading.durableAt;
}

/** A reading of a store whose primary is silent: where the standby doesn't notice that by itself, its word is worth nothing. */
export const withSilentSource = (reading: StoreReading, seesSource: boolean, primary: PrimaryFacts): StoreReading =>
  reading.state === "replicating" && !seesSource && !primary.isConnected && reading.durableAt === null
    ? { ...reading, state: "broken", lagSeconds: null, said: worded("SourceSilent", { primary: primary.name }) }
    : reading;
