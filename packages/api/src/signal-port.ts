import { Fault } from "@holdfast/contracts/fault";
import { signalGet } from "@holdfast/contracts/queries/signal-get";
import type { LivePort } from "@holdfast/services/live/live-port";
import { SignalFault, type SignalPort } from "@holdfast/signals/signal-port";

const REFUSALS = {
  NotConfigured: "notConfigured",
  PathNotAllowed: "failed",
  Unreachable: "unreachable",
  TimedOut: "timedOut",
  TooLarge: "failed",
} as const;

/** The signals' way to a cluster: through the agent, which alone knows where its sources are. */
export const signalPort = (live: LivePort): SignalPort => ({
  async get(cluster, source, path, params, { deadlineMs, signal }) {
    try {
      const answer = await live.ask(
        cluster.id,
        signalGet,
        { source, path, params: params.map(([key, value]): [string, string] => [key, value]) },
        { deadlineMs, ...(signal ? { signal } : {}) },
      );
      if (answer.refusal) throw new SignalFault(REFUSALS[answer.refusal], answer.message ?? answer.refusal);
      return answer.body;
    } catch (cause) {
      if (cause instanceof SignalFault) throw cause;
      if (cause instanceof Fault && cause.code === "DeadlineExceeded") throw new SignalFault("timedOut", cause.message, { cause });
      if (cause instanceof Fault && cause.code === "AgentUnreachable") throw new SignalFault("unreachable", cause.message, { cause });
      throw new SignalFault("failed", cause instanceof Fault ? cause.message : "The cluster could not be asked.", { cause });
    }
  },
});
