import { startWatching } from "@holdfast/failover/detection/start-watching";
import { startJudging } from "@holdfast/failover/drills/start-judging";
import { startEvaluator } from "@holdfast/failover/evaluation/start-evaluator";
import { startRunner } from "@holdfast/failover/start-runner";
import { startMeasuring } from "@holdfast/failover/stores/start-measuring";
import { countApprovers } from "@holdfast/services/access/count-approvers";
import type { ServiceContext } from "@holdfast/services/context/service-context";
import { signWarrant } from "@holdfast/services/failover/sign-warrant";
import type { LivePort } from "@holdfast/services/live/live-port";
import type { CallSettings } from "@holdfast/services/notifications/call-channel";
import type { SigningKey } from "@holdfast/services/pki/signing-key";
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
  /** The key that agents know the hub's orders by. */
  readonly commands: SigningKey;
  /** What channels are called with. */
  readonly calls: CallSettings;
}

/**
 * Keeps every plan evaluated and its data stores measured, watches the primaries of armed plans, drives the runs and judges the drills, together with the other hubs. `stop` gives the runs back, so that another
 * hub goes on with them at once. Rejects when the workflow engine can't bring its tables up to date.
 */
export async function driveFailovers({ ctx, hubId, registry, live, commands, calls }: FailoverParts): Promise<{ stop(): Promise<void> }> {
  const { db, log, now } = ctx;
  const ports = { db, log, now, hubId, agents: agentPort(live), links: linkPort(db, hubId, registry), calls: callPort(ctx, calls) };
  const runner = await startRunner({ ...ports, warrants: { sign: (payload) => signWarrant(commands, payload) } });
  const approvers = { countApprovers: (clusterIds: readonly string[]) => countApprovers(db, clusterIds, now()) };
  const evaluator = await startEvaluator({ ...ports, approvers }).catch(async (cause: unknown) => {
    await runner.stop();
    throw cause;
  });
  const measuring = startMeasuring(ports);
  const watching = startWatching(ports);
  const judging = startJudging(ports);
  return {
    async stop() {
      // Nothing is begun any more before the runs are given back.
      await watching.stop();
      await Promise.all([runner.stop(), evaluator.stop(), measuring.stop(), judging.stop()]);
    },
  };
}
