import { ReadTrace, TraceDetail } from "@holdfast/contracts/signals";
import { signalClusters } from "@holdfast/services/clusters/signal-clusters";
import { agentSignalPort } from "@holdfast/signals/agent-signal-port";
import { traceDetail } from "@holdfast/signals/jaeger/trace-detail";
import { procedure } from "../../procedures";

/** One trace by its id, put together from every cluster's own Jaeger. */
export const trace = procedure("signals:read")
  .input(ReadTrace)
  .output(TraceDetail)
  .query(async ({ ctx, input, signal }) =>
    traceDetail(agentSignalPort(ctx.platform.live), await signalClusters(ctx.as, input.clusterIds), input.traceId, {
      deadlineMs: input.deadlineMs,
      now: ctx.as.now(),
      ...(signal ? { signal } : {}),
    }),
  );
