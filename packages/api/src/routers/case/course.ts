import { DnsLabel } from "@holdfast/contracts/ids";
import { partial, Series } from "@holdfast/contracts/signals";
import { caseQuery } from "@holdfast/services/cases/case-query";
import { agentSignalPort } from "@holdfast/signals/agent-signal-port";
import { fanOut } from "@holdfast/signals/fan-out";
import { queryRange } from "@holdfast/signals/prometheus/query-range";
import { z } from "zod";
import { procedure } from "../../procedures";

const DEADLINE_MS = 4000;
const WINDOW_MS = 30 * 60_000;
const POINTS = 60;

/** How a target's figure went in the last half hour, from every bound cluster's own Prometheus. */
export const course = procedure("case:read")
  .input(z.strictObject({ caseId: z.uuid(), target: DnsLabel }))
  .output(partial(Series))
  .query(async ({ ctx, input, signal }) => {
    const { query, clusters } = await caseQuery(ctx.as, input);
    const now = ctx.as.now();
    const window = { fromMs: now.getTime() - WINDOW_MS, toMs: now.getTime(), points: POINTS };
    const options = { deadlineMs: DEADLINE_MS, ...(signal ? { signal } : {}) };
    return fanOut(clusters, now, (cluster) => queryRange(agentSignalPort(ctx.platform.live), cluster, query, window, options));
  });
