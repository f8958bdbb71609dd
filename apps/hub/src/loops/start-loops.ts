import { join } from "node:path";
import { settleDenials } from "@holdfast/services/access/settle-denials";
import type { AgentSettings } from "@holdfast/services/agents/agent-settings";
import { announceHub } from "@holdfast/services/agents/hub-presence";
import type { ServiceContext } from "@holdfast/services/context/service-context";
import { sweepElevations } from "@holdfast/services/elevations/sweep-elevations";
import type { Wakes } from "@holdfast/services/events/wakes";
import type { LivePort } from "@holdfast/services/live/live-port";
import type { AttemptSettings } from "@holdfast/services/notifications/attempt-deliveries";
import type { InstallationKeys } from "@holdfast/services/pki/installation-keys";
import type { RetentionDefaults } from "@holdfast/services/retention/retention-days";
import { agentSignalPort } from "@holdfast/signals/agent-signal-port";
import { keepHosted } from "../beside/keep-hosted";
import type { BesideParts } from "../beside/run-hosted";
import { writeConsoleIdentity } from "../console-identity";
import { driveFailovers } from "../failover/drive-failovers";
import type { LinkRegistry } from "../links/link-registry";
import { watchSilence } from "../links/silence-watch";
import { signCheckpoints } from "./checkpoints";
import { discoverComponents } from "./discover-components";
import { driveBulks } from "./drive-bulks";
import { driveRollouts } from "./drive-rollouts";
import { evaluateCases } from "./evaluate-cases";
import { every } from "./every";
import { judgeCompliance } from "./judge-compliance";
import { judgeImpacts } from "./judge-impacts";
import { keepDrills } from "./keep-drills";
import { keepHistory } from "./keep-history";
import { closeTerminals, keepRecordings } from "./keep-terminals";
import { keepWaivers } from "./keep-waivers";
import { measureAtAgents } from "./measure-at-agents";
import { sendNotifications } from "./send-notifications";
import { signReports } from "./sign-reports";
import { verifyAuditChain } from "./verify-chain";
import { watchDrift } from "./watch-drift";
import { watchSearches } from "./watch-searches";

const PRESENCE_INTERVAL_MS = 1000;
/** What is over is cut off in open streams within two seconds: this is the longer part of them. */
const ELEVATION_INTERVAL_MS = 1000;
/** Denials that were only counted are in the audit chain this much after their minute. */
const DENIALS_INTERVAL_MS = 10_000;
const CONSOLE_IDENTITY_INTERVAL_MS = 60 * 60_000;

/** What the loops work with. */
export interface LoopParts {
  readonly ctx: ServiceContext;
  readonly agents: AgentSettings;
  readonly registry: LinkRegistry;
  readonly wakes: Wakes;
  readonly live: LivePort;
  readonly hubId: string;
  readonly presence: { hubId: string; address: string; version: string };
  /** When an earlier process of this hub gave its last sign of life; null when it stopped in good order, or never was. */
  readonly lastSeenAt: Date | null;
  readonly keys: Pick<InstallationKeys, "authority" | "audit" | "commands" | "reports">;
  readonly dataFolder: string;
  readonly retention: RetentionDefaults;
  readonly notifications: AttemptSettings;
  /** The program that judges by admission policies; undefined where it was not built. */
  readonly policyWorker: URL | undefined;
  /** What agents beside this hub are run with; undefined: it runs none. */
  readonly beside: BesideParts | undefined;
}

/** Starts everything that the hub does by itself. `stop` waits for the work in hand, and gives to other hubs what they can go on with. */
export async function startLoops(parts: LoopParts): Promise<{ stop(): Promise<void> }> {
  const { ctx, hubId, registry, live, keys } = parts;
  const loops: { stop(): Promise<void> }[] = [
    every(PRESENCE_INTERVAL_MS, "presence", ctx.log, () => announceHub(ctx.db, parts.presence)),
    every(CONSOLE_IDENTITY_INTERVAL_MS, "console identity", ctx.log, () =>
      writeConsoleIdentity(keys.authority, join(parts.dataFolder, "keys"), ctx.now()),
    ),
    watchSilence(parts.agents, registry, parts.lastSeenAt),
    signCheckpoints(ctx, keys.audit, parts.dataFolder),
    verifyAuditChain(ctx, hubId, keys.audit),
    signReports(ctx, hubId, keys.reports),
    driveBulks({ ctx, hubId }, parts.wakes),
    driveRollouts({ ctx, live, measure: measureAtAgents(live), hubId }, parts.wakes),
    watchDrift({ ctx, live, hubId }, parts.wakes),
    judgeImpacts({ ctx, live, hubId }, parts.wakes, parts.policyWorker),
    judgeCompliance({ ctx, live, hubId }, parts.wakes, parts.policyWorker),
    keepWaivers(ctx),
    keepDrills(ctx),
    discoverComponents(ctx, hubId, parts.wakes),
    closeTerminals(ctx),
    keepRecordings(ctx, hubId, parts.retention),
    ...(parts.beside ? [keepHosted(parts.beside, parts.wakes)] : []),
    keepHistory(ctx, hubId, parts.retention),
    every(ELEVATION_INTERVAL_MS, "elevations", ctx.log, async () => void (await sweepElevations(ctx))),
    every(DENIALS_INTERVAL_MS, "denials", ctx.log, async () => void (await settleDenials(ctx))),
    evaluateCases(ctx, hubId, agentSignalPort(live)),
    sendNotifications(ctx, hubId, parts.notifications, parts.wakes),
    watchSearches(ctx, hubId, parts.wakes),
  ];
  const stop = async () => void (await Promise.all(loops.map((loop) => loop.stop())));
  try {
    loops.push(await driveFailovers({ ctx, hubId, registry, live, commands: keys.commands, calls: parts.notifications }));
  } catch (cause) {
    await stop();
    throw cause;
  }
  return { stop };
}
