import { startEvaluator } from "@holdfast/failover/evaluation/start-evaluator";
import { startRunner } from "@holdfast/failover/start-runner";
import { startMeasuring } from "@holdfast/failover/stores/start-measuring";
import { countApprovers } from "@holdfast/services/access/count-approvers";
import type { ServiceContext } from "@holdfast/services/context/service-context";
import type { LivePort } from "@holdfast/services/live/live-port";
import type { CallSettings } from "@holdfast/services/notifications/call-channel";
import type { LinkRegistry } from "../links/link-registry";
import { agentPort } from "./agent-port";
import { callPort } from "./call-port";
import { linkPort } from "./link-port";

/** What failovers are driven with. */
export interface FailoverParts {
  readonly ctx: ServiceContext;
  readonly hubId: string;
  readonly registry: LinkRegistry;
  readonly live: LivePort;
  /** What channels are called with. */
  readonly calls: CallSettings;
}

/**
 * Keeps every plan evaluated and its data stores measured, and drives the runs, together with the other hubs. `stop` gives the runs back, so that another
 * hub goes on with them at once. Rejects when the workflow engine can't bring its tables up to date.
 */
export async function driveFailovers({ ctx, hubId, registry, live, calls }: FailoverParts): Promise<{ stop(): Promise<void> }> {
  const { db, log, now } = ctx;
  const ports = { db, log, now, hubId, agents: agentPort(live), links: linkPort(db, hubId, registry), calls: callPort(ctx, calls) };
  const runner = await startRunner(ports);
  const approvers = { countApprovers: (clusterIds: readonly string[]) => countApprovers(db, clusterIds, now()) };
  const evaluator = await startEvaluator({ ...ports, approvers }).catch(async (cause: unknown) => {
    await runner.stop();
    throw cause;
  });
  const measuring = startMeasuring(ports);
  return {
    async stop() {
      await Promise.all([runner.stop(), evaluator.stop(), measuring.stop()]);
    },
  };
}
