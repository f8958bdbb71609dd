// One hub: its doors, its links and its loops, composed here and nowhere else.
import { join } from "node:path";
import { type Database, openDatabase } from "@holdfast/db/database";
import { announceHub, withdrawHub } from "@holdfast/services/agents/hub-presence";
import type { ServiceContext } from "@holdfast/services/context/service-context";
import { systemContext } from "@holdfast/services/context/system-context";
import { openWakes } from "@holdfast/services/events/wakes";
import { besideContext } from "@holdfast/services/imports/beside-context";
import { hubConnections } from "@holdfast/services/live/hub-connections";
import { livePort } from "@holdfast/services/live/live-port";
import { installationKeys } from "@holdfast/services/pki/installation-keys";
import { writePublicInstallation } from "@holdfast/services/pki/public-installation";
import { retentionDefaults } from "@holdfast/services/retention/retention-days";
import { lookAtCluster } from "./beside/look-at-cluster";
import type { BesideParts } from "./beside/run-hosted";
import { type Closing, closing } from "./closing";
import { writeConsoleIdentity } from "./console-identity";
import { type BehindDoors, openDoors } from "./doors/open-doors";
import { serverIdentity } from "./doors/server-identity";
import type { HubSettings } from "./hub-settings";
import { agentHandlers } from "./links/agent-handlers";
import { askAgent } from "./links/ask-agent";
import { cutRevoked } from "./links/cut-revoked";
import { keepHeartbeats } from "./links/keep-heartbeats";
import { linkRegistry } from "./links/link-registry";
import { loadCases } from "./load-cases";
import { startLoops } from "./loops/start-loops";
import { notifySettings } from "./notify-settings";
import { loadLibrary } from "./policies/load-library";
import { policyTester } from "./policies/test-policies";
import { requireOwnName } from "./require-own-name";

/** A running hub. `stop` gives everything back that another hub could go on with, and resolves to whether all of it could be closed. */
export interface Hub {
  readonly enrolmentUrl: string;
  readonly linkUrl: string;
  readonly caPin: string;
  stop(): Promise<boolean>;
}

/**
 * Connections of this process to the database, at most: these, five of the workflow engine, two that keep the leases of runs
 * alive, and three that listen. Three hubs and their consoles fit into PostgreSQL's own limit of a hundred.
 */
const POOL_SIZE = 16;

/** Starts a hub. The database must be migrated; the keys are made when absent. Rejects with a remedy when a port, a folder, a case file or its name can't be used. */
export async function startHub(settings: HubSettings): Promise<Hub> {
  const opened = closing(settings.log);
  try {
    return await startWith(settings, opened);
  } catch (cause) {
    await opened.close();
    throw cause;
  }
}

/** What agents beside this hub are run with; undefined where their program was not built. */
function besideParts(
  { agentProgram: program, hubId, dataFolder, now, log, isImportLoopbackAllowed }: HubSettings,
  { db, ...known }: { readonly db: Database } & Pick<BesideParts, "credentials" | "enrolmentUrl" | "caPin">,
): BesideParts | undefined {
  const ctx = besideContext({ db, now, log }, hubId);
  return program && { ...known, ctx, hubId, dataFolder, program, isLoopbackAllowed: isImportLoopbackAllowed === true };
}

/** What consoles may ask of this hub's own machine: programs and workers beside it do it. */
function besideHandlers({ agentProgram, isImportLoopbackAllowed, policyWorker }: HubSettings, opened: Closing) {
  const tester = policyTester(policyWorker);
  opened.add(() => tester.close());
  return { lookAt: lookAtCluster(agentProgram, isImportLoopbackAllowed === true), testPolicy: tester.test };
}

/** What people find here that nobody has written here. */
async function loadFiles(ctx: ServiceContext, { casesFolder }: HubSettings): Promise<void> {
  if (casesFolder) await loadCases(ctx, casesFolder);
  await loadLibrary(ctx);
}

async function startWith(settings: HubSettings, opened: Closing): Promise<Hub> {
  const { log, now, trustDomain, hubId, dataFolder } = settings;
  const keyFolder = join(dataFolder, "keys");
  const { authority, commands, audit, reports, credentials } = await installationKeys(keyFolder, trustDomain, now());
  const db = openDatabase(settings.databaseUrl, POOL_SIZE);
  opened.add(() => db.close());
  const ctx = systemContext({ db, now, log }, hubId);
  await loadFiles(ctx, settings);
  const registry = linkRegistry();
  const wakes = await openWakes(settings.databaseUrl, log);
  opened.add(() => wakes.close());
  const identity = await serverIdentity(authority, settings.host, now, log);
  opened.add(() => identity.stop());
  const hubs = hubConnections({ trustDomain, read: () => identity.options });
  opened.add(() => hubs.close());
  const agents: BehindDoors["agents"] = { db, now, log, hubId, authority, linkUrl: "" };
  const ask = askAgent(registry);
  const doors = await openDoors(settings, {
    agents,
    handlers: agentHandlers(agents, commands, registry, wakes),
    ask,
    ...besideHandlers(settings, opened),
    registry,
    commands,
    identity,
  });
  opened.add(() => doors.close());
  opened.add(() => keepHeartbeats(db, hubId, registry));
  const { enrolmentUrl, linkUrl } = doors;
  const lastSeenAt = await requireOwnName(db, hubId, doors.internalUrl, now);
  writePublicInstallation(dataFolder, {
    trustDomain,
    caPin: authority.pin,
    caCertificatePem: authority.certificatePem,
    enrolmentUrl,
    auditKeys: { [audit.keyId]: audit.publicKeyPem },
    reportKeys: { [reports.keyId]: reports.publicKeyPem },
    ...(settings.agentProgram ? { sealingKeyPem: credentials.publicKeyPem } : {}),
    isImportLoopbackAllowed: settings.isImportLoopbackAllowed === true,
  });
  await writeConsoleIdentity(authority, keyFolder, now());
  const presence = { hubId, address: doors.internalUrl, version: settings.version };
  await announceHub(db, presence);
  opened.add(() => withdrawHub(db, hubId));
  opened.add(cutRevoked(agents, registry, wakes));
  const live = livePort(db, hubs, { holds: (clusterId) => registry.of(clusterId)?.hasSaidHello ?? false, ask });
  const loops = await startLoops({
    ctx,
    agents,
    registry,
    wakes,
    live,
    hubId,
    ...{ presence, lastSeenAt, policyWorker: settings.policyWorker },
    keys: { authority, audit, commands, reports },
    dataFolder,
    retention: retentionDefaults(settings.historyDays, settings.recordingDays),
    notifications: notifySettings(settings, keyFolder),
    beside: besideParts(settings, { db, credentials, enrolmentUrl, caPin: authority.pin }),
  });
  opened.add(() => loops.stop());
  log.info({}, "hub started");
  return { enrolmentUrl, linkUrl, caPin: authority.pin, stop: () => opened.close() };
}
