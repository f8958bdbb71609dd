// How an agent starts: its data folder, its cluster, its identity and its journal, in this order. What a person must mend is
// found here, before anything runs.

import { join } from "node:path";
import type { Log } from "@holdfast/contracts/log-fields";
import type { SignalSource } from "@holdfast/contracts/queries/signal-get";
import { type Clock, systemClock } from "../clock";
import { CommandJournal } from "../commands/journal";
import { type AuditReceiverOptions, receiveAudit } from "../drift/audit-receiver";
import { auditedWrites } from "../drift/audited-writes";
import { ExecDesk } from "../exec/exec-desk";
import { execSocket } from "../exec/exec-socket";
import { prepareDataFolder } from "../identity/atomic-file";
import { identityStore } from "../identity/identity-store";
import { openAccess } from "../kube/access";
import { kubeHttp } from "../kube/http";
import type { WhereIsCluster } from "../kube/kubeconfig";
import { isPolicyResource } from "../kube/policies";
import type { KnownServices } from "../services/known-services";
import { type EnrolmentOptions, establish } from "./establish";
import { RunningAgent } from "./running-agent";
import { type AgentTiming, defaultTiming } from "./timing";

/** What an agent is told when it starts. */
export interface AgentSettings {
  readonly version: string;
  readonly dataFolder: string;
  readonly cluster: WhereIsCluster;
  readonly enrolment: EnrolmentOptions;
  readonly sources: Readonly<Partial<Record<SignalSource, URL>>>;
  /** The services of the cluster that may be called. */
  readonly services?: KnownServices;
  readonly probeOrigins: readonly string[];
  /** The resources whose objects people may edit. */
  readonly editable: readonly string[];
  /** Whether people may read the logs of containers. */
  readonly areLogsShown: boolean;
  /** Whether people may open terminals in containers. */
  readonly isExecAllowed: boolean;
  /** Where the cluster's audit log is received; absent: nowhere. */
  readonly audit?: AuditReceiverOptions | undefined;
  readonly log: Log;
  readonly clock?: Clock;
  readonly timing?: Partial<AgentTiming>;
}

/** A running agent. */
export interface Agent {
  readonly clusterId: string;
  /** Lets commands that are under way finish, for a moment, and ends everything. */
  stop(): Promise<void>;
}

/** Starts an agent. Throws a Problem for what its owner must mend; what may pass by itself is waited for. */
export async function startAgent(settings: AgentSettings): Promise<Agent> {
  const { version, log, dataFolder } = settings;
  const timing = { ...defaultTiming, ...settings.timing };
  const clock = settings.clock ?? systemClock;
  await prepareDataFolder(dataFolder);
  const access = await openAccess(settings.cluster, clock.monotonicMs);
  const http = kubeHttp(access, version);
  const store = identityStore(dataFolder);
  const who = await establish(settings.enrolment, { store, http, server: access.server, version, log, patienceMs: timing.patienceMs });
  const audited = settings.audit && auditedWrites(Date.now);
  const receiver = settings.audit && audited && (await receiveAudit(settings.audit, { writes: audited, isWatched: isPolicyResource, log }));
  const journal = await CommandJournal.open(dataFolder);
  const { sources, services = {}, probeOrigins, editable, areLogsShown } = settings;
  const agent = new RunningAgent({
    ...{ version, log, clock, timing, access, http, store, who, journal, warrantFolder: join(dataFolder, "warrants") },
    ...{ sources, services, probeOrigins, editable, areLogsShown },
    ...(audited ? { audited } : {}),
    ...(receiver ? { closeAudit: () => receiver.close() } : {}),
    exec: new ExecDesk(settings.isExecAllowed ? execSocket(access, version) : null),
  });
  agent.start();
  return { clusterId: who.enrolment.clusterId, stop: () => agent.stop() };
}
