import { Fault } from "@holdfast/contracts/fault";
import { agentSignalPort } from "@holdfast/signals/agent-signal-port";
import { queryValue } from "@holdfast/signals/prometheus/query-value";
import { SignalFault } from "@holdfast/signals/signal-port";
import type { StepContext } from "../step-context";

const DEADLINE_MS = 5000;

/**
 * The value that a query gives at a site's Prometheus now; null when it gives none. Throws `SignalFault`, or the agent's `Fault` when
 * it can't be asked.
 */
export async function measureQuery(ctx: StepContext, cluster: string, query: string): Promise<number | null> {
  const port = agentSignalPort({ ask: (_, contract, input, { deadlineMs }) => ctx.read(cluster, contract, input, deadlineMs) });
  try {
    return await queryValue(port, ctx.site(cluster), query, { deadlineMs: DEADLINE_MS, signal: ctx.signal });
  } catch (cause) {
    throw cause instanceof SignalFault && cause.cause instanceof Fault ? cause.cause : cause;
  }
}
