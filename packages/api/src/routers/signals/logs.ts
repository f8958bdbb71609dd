import { LogPanel, ReadLogs } from "@holdfast/contracts/signals";
import { signalClusters } from "@holdfast/services/clusters/signal-clusters";
import { agentSignalPort } from "@holdfast/signals/agent-signal-port";
import { logPanel } from "@holdfast/signals/loki/log-panel";
import { procedure } from "../../procedures";

/** The newest log lines that a LogQL query selects, from every cluster's own Loki, merged by time. */
export const logs = procedure("signals:read")
  .input(ReadLogs)
  .output(LogPanel)
  .query(async ({ ctx, input, signal }) =>
    logPanel(agentSignalPort(ctx.platform.live), await signalClusters(ctx.as, input.clusterIds), input.query, input.window, {
      deadlineMs: input.deadlineMs,
      limit: input.limit,
      now: ctx.as.now(),
      ...(signal ? { signal } : {}),
    }),
  );
