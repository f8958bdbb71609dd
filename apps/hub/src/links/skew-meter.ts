/** How far an agent's clock is from the hub's, by its heartbeats. */
export interface SkewMeter {
  /** Takes a heartbeat: the agent's clock when it was sent, the hub's when it was heard, both epoch milliseconds. */
  measure(agentMs: number, hubMs: number, rttMs: number | null): void;
  /** Positive: the agent is ahead. Null until there are enough heartbeats to tell. */
  skewMs(): number | null;
}

const KEPT = 10;
const NEEDED = 3;

/**
 * A delay on the way, or of a busy process at either end, makes an agent look behind and never ahead. So of the last
 * heartbeats the one that was delayed least tells the truth: the largest difference, plus half of the shortest round trip.
 */
export function skewMeter(): SkewMeter {
  const differences: number[] = [];
  const roundTrips: number[] = [];
  const keep = (list: number[], value: number) => {
    list.push(value);
    if (list.length > KEPT) list.shift();
  };
  return {
    measure(agentMs, hubMs, rttMs) {
      keep(differences, agentMs - hubMs);
      if (rttMs !== null) keep(roundTrips, rttMs);
    },
    skewMs: () =>
      differences.length < NEEDED ? null : Math.max(...differences) + (roundTrips.length > 0 ? Math.min(...roundTrips) / 2 : 0),
  };
}
