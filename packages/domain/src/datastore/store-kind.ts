// The contract of every kind of data store: which questions its lag takes, and what the answers mean.
import type { BehindUnit, DataStore, StoreKind } from "@holdfast/contracts/data-store";
import type { JsonObject } from "@holdfast/contracts/json";
import type { ObjectTarget } from "@holdfast/contracts/object-target";
import type { Worded } from "@holdfast/contracts/phrase";

/** The two sites of a store, by name. */
export interface StoreSites {
  readonly primary: string;
  readonly standby: string;
}

/** One question to a site's agent: a query that gives one number, or an object. */
export interface StoreQuestion {
  readonly id: string;
  readonly at: "primary" | "standby";
  readonly ask: { readonly promql: string } | { readonly object: ObjectTarget };
}

/** What the questions gave, by their ids: a number, an object, or null where there is nothing. A site that could not be asked has none. */
export type StoreAnswers = Readonly<Record<string, number | JsonObject | null>>;

/** What was read of a store. */
export interface StoreReading {
  /** `replicating` by the store's own word; `broken`: it says that nothing is copied; `unmeasured`: it says nothing. */
  readonly state: "replicating" | "broken" | "unmeasured";
  readonly lagSeconds: number | null;
  /** The instant of its last durable point where the store keeps one: it holds whatever became of the primary. */
  readonly durableAt: Date | null;
  readonly behind: { readonly amount: number; readonly unit: BehindUnit } | null;
  readonly position: string | null;
  /** Why it is broken or unmeasured; null when it replicates. */
  readonly said: Worded | null;
}

/** The parameters of a store, checked. */
export type StoreParameters<K extends StoreKind> = Extract<DataStore, { kind: K }>["with"];

/**
 * A kind of data store.
 *
 * - `questions` go through the agents; those to the primary are left out while it can't be asked.
 * - `read` says what the answers mean. It throws nothing: what it does not understand is unmeasured.
 * - `seesSource`: whether the standby itself notices that nothing comes any more. Where it does not, its word counts only
 *   while the primary is seen to be alive.
 */
export interface StoreModule<K extends StoreKind> {
  readonly kind: K;
  readonly seesSource: boolean;
  questions(parameters: StoreParameters<K>, sites: StoreSites): readonly StoreQuestion[];
  read(answers: StoreAnswers, now: Date, parameters: StoreParameters<K>): StoreReading;
}

/** Declares a kind of data store. */
export const defineStore = <K extends StoreKind>(module: StoreModule<K>): StoreModule<K> => module;
