import { ReadTraffic, TrafficPanel } from "@holdfast/contracts/signals";
import { signalClusters } from "@holdfast/services/clusters/signal-clusters";
import { agentSignalPort } from "@holdfast/signals/agent-signal-port";
import { serviceTraffic } from "@holdfast/signals/prometheus/service-traffic";
import { procedure } from "../../procedures";

/** Which services serve requests now, the busiest first, from every cluster's own Prometheus. */
export const services = procedure("signals:read")
  .input(ReadTraffic)
  .output(TrafficPanel)
  .query(async ({ ctx, input, signal }) =>
    serviceTraffic(agentSignalPort(ctx.platform.live), await signalClusters(ctx.as, input.clusterIds), {
      deadlineMs: input.deadlineMs,
      limit: input.limit,
      now: ctx.as.now(),
      ...(signal ? { signal } : {}),
    }),
  );
