import { Fault } from "@holdfast/contracts/fault";
import { signalGet } from "@holdfast/contracts/queries/signal-get";
import type { z } from "zod";
import { SignalFault, type SignalPort } from "./signal-port";

const REFUSALS = {
  NotConfigured: "notConfigured",
  PathNotAllowed: "failed",
  Unreachable: "unreachable",
  TimedOut: "timedOut",
  TooLarge: "failed",
} as const;

/** Whoever can put a signal question to a cluster's agent; throws a `Fault` when there is no answer. */
export interface SignalAsker {
  ask(
    clusterId: string,
    contract: typeof signalGet,
    input: z.input<typeof signalGet.input>,
    options: { deadlineMs: number; signal?: AbortSignal },
  ): Promise<z.output<typeof signalGet.output>>;
}

/** The signals' way to a cluster: through the agent, which alone knows where its sources are. */
export const agentSignalPort = (live: SignalAsker): SignalPort => ({
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
