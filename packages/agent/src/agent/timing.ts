import type { ObserverTiming } from "../inventory/resource-observer";
import type { LinkTiming } from "../link/link";
import type { OutboxLimits } from "../reports/outbox";

/** The patience of a whole agent, in milliseconds. Tests are in more of a hurry. */
export interface AgentTiming {
  readonly observer: ObserverTiming;
  readonly failingAfterMs: number;
  readonly summaryEveryMs: number;
  readonly link: Partial<LinkTiming>;
  readonly outbox: Partial<OutboxLimits>;
  /** How long the first start waits for the hub and the cluster. */
  readonly patienceMs: number;
  /** How often it is looked whether there is something to do without a hub. */
  readonly warrantTurnMs: number;
  /** How long a stop waits for commands that are under way. */
  readonly graceMs: number;
}

/** The timing of an agent in production, all in milliseconds: patience that a busy API server needs, from design/targets. */
export const defaultTiming: AgentTiming = {
  observer: {
    watch: { lastsMs: 290_000, stallMs: 150_000 },
    retryBaseMs: 500,
    retryCapMs: 30_000,
    recheckMs: 300_000,
    confirmAbsentMs: 5000,
  },
  failingAfterMs: 30_000,
  summaryEveryMs: 300_000,
  link: {},
  outbox: {},
  warrantTurnMs: 500,
  patienceMs: 60_000,
  graceMs: 10_000,
};
