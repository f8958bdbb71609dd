import type { AgentPort } from "@holdfast/failover/ports";
import type { LivePort } from "@holdfast/services/live/live-port";

/** The runner's questions go the way of all live questions: to the link that this hub holds, or to the hub that holds it. */
export const agentPort = (live: LivePort): AgentPort => ({
  read: (clusterId, contract, input, bounds) => live.ask(clusterId, contract, input, bounds),
});
