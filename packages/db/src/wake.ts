import type { Prisma } from "./generated/prisma/client";

/** What processes wake each other for. `key` says what about: a cluster's id, a run's id, or nothing. */
export type WakeTopic = "event" | "inventory" | "command" | "run" | "rollout" | "impact" | "bulk" | "access" | "link" | "hosted";

/** A wake-up as it travels; delivered when the transaction commits, lost when nobody listens: never the only carrier of a fact. */
export interface Wake {
  readonly topic: WakeTopic;
  readonly key: string;
  readonly detail?: string[];
}

/** The one channel that all processes of an installation share. */
export const WAKE_CHANNEL = "holdfast";

/** Wakes the listeners when the caller's transaction commits. */
export async function wake(tx: Prisma.TransactionClient, wakes: readonly Wake[]): Promise<void> {
  if (wakes.length === 0) return;
  const said = wakes.map((each) => JSON.stringify(each));
  await tx.$executeRaw`SELECT pg_notify(${WAKE_CHANNEL}, each) FROM unnest(${said}::text[]) AS each`;
}
