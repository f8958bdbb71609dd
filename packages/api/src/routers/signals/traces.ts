import { ReadTraces, TracePanel } from "@holdfast/contracts/signals";
import { signalClusters } from "@holdfast/services/clusters/signal-clusters";
import { agentSignalPort } from "@holdfast/signals/agent-signal-port";
import { tracePanel } from "@holdfast/signals/jaeger/trace-panel";
import { procedure } from "../../procedures";

/** The newest traces through a service, from every cluster's own Jaeger, merged by start. */
export const traces = procedure("signals:read")
  .input(ReadTraces)
  .output(TracePanel)
  .query(async ({ ctx, input, signal }) =>
    tracePanel(agentSignalPort(ctx.platform.live), await signalClusters(ctx.as, input.clusterIds), input.service, input.window, {
      deadlineMs: input.deadlineMs,
      limit: input.limit,
      now: ctx.as.now(),
      ...(signal ? { signal } : {}),
    }),
  );
