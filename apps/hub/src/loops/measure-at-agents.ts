import { Fault } from "@holdfast/contracts/fault";
import type { LivePort } from "@holdfast/services/live/live-port";
import type { MeasurePort } from "@holdfast/services/live/measure-port";
import { agentSignalPort } from "@holdfast/signals/agent-signal-port";
import { queryValue } from "@holdfast/signals/prometheus/query-value";
import { SignalFault } from "@holdfast/signals/signal-port";

/** The way to a figure of a cluster's Prometheus, through its agent. Whatever gives no figure is a fault. */
export const measureAtAgents = (live: LivePort): MeasurePort => ({
  async measure(clusterId, query, { deadlineMs }) {
    try {
      return await queryValue(agentSignalPort(live), { id: clusterId, name: clusterId }, query, { deadlineMs });
    } catch (cause) {
      if (cause instanceof SignalFault) throw cause.cause instanceof Fault ? cause.cause : new Fault("AgentRefused", cause, { cause });
      throw cause;
    }
  },
});
