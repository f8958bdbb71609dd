import { ReadTraceServices, TraceServices } from "@holdfast/contracts/signals";
import { signalClusters } from "@holdfast/services/clusters/signal-clusters";
import { agentSignalPort } from "@holdfast/signals/agent-signal-port";
import { traceServices as readTraceServices } from "@holdfast/signals/jaeger/trace-services";
import { procedure } from "../../procedures";

/** Which services have traces, from every cluster's own Jaeger. */
export const traceServices = procedure("signals:read")
  .input(ReadTraceServices)
  .output(TraceServices)
  .query(async ({ ctx, input, signal }) =>
    readTraceServices(agentSignalPort(ctx.platform.live), await signalClusters(ctx.as, input.clusterIds), {
      deadlineMs: input.deadlineMs,
      now: ctx.as.now(),
      ...(signal ? { signal } : {}),
    }),
  );
