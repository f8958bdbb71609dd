import { GoldenPanel, ReadGolden } from "@holdfast/contracts/signals";
import { signalClusters } from "@holdfast/services/clusters/signal-clusters";
import { servicePods } from "@holdfast/services/inventory/service-pods";
import { agentSignalPort } from "@holdfast/signals/agent-signal-port";
import { goldenPanels } from "@holdfast/signals/prometheus/golden-panels";
import { z } from "zod";
import { procedure } from "../../procedures";

/** Rate, errors, latency and use of a service from every cluster's own Prometheus, side by side. */
export const golden = procedure("signals:read")
  .input(ReadGolden)
  .output(z.array(GoldenPanel))
  .query(async ({ ctx, input: { service, clusterIds, window, deadlineMs }, signal }) => {
    const clusters = await signalClusters(ctx.as, clusterIds);
    const podPatterns = await servicePods(ctx.as, clusters, service);
    return goldenPanels(agentSignalPort(ctx.platform.live), clusters, { service, podPatterns }, window, {
      deadlineMs,
      now: ctx.as.now(),
      ...(signal ? { signal } : {}),
    });
  });
