import type { LivePort } from "./live-port";

/** The way to the agents for one person or program: what they ask counts for them, so that nobody keeps a cluster busy for all others. */
export const askedBy = (live: LivePort, asker: string): LivePort => ({
  ask: (clusterId, contract, input, options) => live.ask(clusterId, contract, input, { ...options, asker }),
});
