import type { WarrantState } from "@holdfast/contracts/warrant";

/** How an order about a warrant was answered, as far as it was. */
export interface WarrantOrder {
  readonly outcome: string | null;
  readonly reason: string | null;
}

/** What a hub knows of a warrant. */
export interface WarrantFacts {
  readonly hold: WarrantOrder | null;
  /** The last order to drop it; null when there is none. */
  readonly revoke: WarrantOrder | null;
  /** How it ended, in the agent's own word. */
  readonly endedAs: string | null;
  readonly expiresAt: Date;
}

/** Clocks that differ, a call that was begun in time, and the work of the order behind it end within this. */
export const WARRANT_DEAD_AFTER_MS = 65_000;

/** An agent that refuses to drop a warrant for one of these reasons does nothing under it any more. */
const DROPPED_ANYWAY = ["StaleEpoch", "Expired"];

/** Where a warrant stands by what a hub knows now. */
export function warrantState({ hold, revoke, endedAs, expiresAt }: WarrantFacts, now: Date): WarrantState {
  if (endedAs === "revoked" || endedAs === "superseded") return "revoked";
  if (endedAs !== null) return "ended";
  if (revoke?.outcome === "succeeded" || (revoke?.outcome === "refused" && DROPPED_ANYWAY.includes(revoke.reason ?? ""))) return "revoked";
  // What was refused is not on the agent's disk; of what failed nobody knows.
  if (hold?.outcome === "refused") return "declined";
  if (now.getTime() > expiresAt.getTime() + WARRANT_DEAD_AFTER_MS) return "expired";
  if (revoke !== null) return "revoking";
  return hold?.outcome === "succeeded" ? "held" : "offered";
}

/**
 * Whether an agent itself has said that it goes on no more under it, so that all that it did is known. That its time is over says only
 * that nothing more is begun.
 */
export const isSettledWarrant = (facts: WarrantFacts, now: Date): boolean =>
  ["declined", "revoked", "ended"].includes(warrantState(facts, now));

/** Whether the agent may still do something under it. What nobody knows counts as yes. */
export const isOpenWarrant = (facts: WarrantFacts, now: Date): boolean =>
  ["offered", "held", "revoking"].includes(warrantState(facts, now));
