import { GoldenPanel, ReadGolden } from "@holdfast/contracts/signals";
import { signalClusters } from "@holdfast/services/clusters/signal-clusters";
import { agentSignalPort } from "@holdfast/signals/agent-signal-port";
import { goldenPanels } from "@holdfast/signals/prometheus/golden-panels";
import { z } from "zod";
import { procedure } from "../../procedures";

/** Rate, errors and latency of a service from every cluster's own Prometheus, side by side. */
export const golden = procedure("signals:read")
  .input(ReadGolden)
  .output(z.array(GoldenPanel))
  .query(async ({ ctx, input, signal }) =>
    goldenPanels(agentSignalPort(ctx.platform.live), await signalClusters(ctx.as, input.clusterIds), input.service, input.window, {
      deadlineMs: input.deadlineMs,
      now: ctx.as.now(),
      ...(signal ? { signal } : {}),
    }),
  );
