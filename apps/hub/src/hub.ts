// One hub: its doors, its links and its loops, composed here and nowhere else.
import { join } from "node:path";
import type { Log } from "@holdfast/contracts/log-fields";
import { openDatabase } from "@holdfast/db/database";
import type { AgentSettings } from "@holdfast/services/agents/agent-settings";
import { findIdentity } from "@holdfast/services/agents/find-identity";
import { announceHub, withdrawHub } from "@holdfast/services/agents/hub-presence";
import { systemContext } from "@holdfast/services/context/system-context";
import { openWakes } from "@holdfast/services/events/wakes";
import { installationKeys } from "@holdfast/services/pki/installation-keys";
import { writePublicInstallation } from "@holdfast/services/pki/public-installation";
import { writeConsoleIdentity } from "./console-identity";
import { enrolmentDoor } from "./doors/enrolment-door";
import { internalDoor } from "./doors/internal-door";
import { linkDoor } from "./doors/link-door";
import { listenOn } from "./doors/listen-on";
import { serverIdentity } from "./doors/server-identity";
import { agentHandlers } from "./links/agent-handlers";
import { askAgent } from "./links/ask-agent";
import { linkRegistry } from "./links/link-registry";
import { watchSilence } from "./links/silence-watch";
import { signCheckpoints } from "./loops/checkpoints";
import { every } from "./loops/every";

export interface HubSettings {
  readonly databaseUrl: string;
  readonly dataFolder: string;
  readonly trustDomain: string;
  readonly hubId: string;
  readonly bind: string;
  readonly host: string;
  readonly ports: { readonly enrolment: number; readonly link: number; readonly internal: number };
  readonly version: string;
  readonly log: Log;
  readonly now: () => Date;
}

export interface Hub {
  readonly enrolmentUrl: string;
  readonly linkUrl: string;
  readonly caPin: string;
  stop(): Promise<void>;
}

const PRESENCE_INTERVAL_MS = 1000;
const CONSOLE_IDENTITY_INTERVAL_MS = 60 * 60_000;

/** Starts a hub. The database must be migrated; the keys are made when absent. Rejects with a remedy when a port or folder can't be used. */
export async function startHub(settings: HubSettings): Promise<Hub> {
  const { log, now, trustDomain, bind, host } = settings;
  const db = openDatabase(settings.databaseUrl, 20);
  const keyFolder = join(settings.dataFolder, "keys");
  const keys = await installationKeys(keyFolder, trustDomain, now());
  const ctx = systemContext({ db, now, log }, settings.hubId);
  const registry = linkRegistry();
  const wakes = await openWakes(settings.databaseUrl, log);
  const identity = await serverIdentity(keys.authority, host, now, log);
  const agents: { -readonly [K in keyof AgentSettings]: AgentSettings[K] } = {
    db,
    now,
    log,
    hubId: settings.hubId,
    authority: keys.authority,
    linkUrl: "",
  };

  const links = linkDoor(agents, agentHandlers(agents, keys.commands, registry, wakes), registry, identity);
  const enrolment = enrolmentDoor(agents, keys.commands, identity);
  const internal = internalDoor({ ask: askAgent(registry) }, trustDomain, identity, log);
  const linkPort = await listenOn(links.server, settings.ports.link, bind, "HOLDFAST_LINK_PORT");
  agents.linkUrl = `wss://${host}:${linkPort}`;
  const enrolmentPort = await listenOn(enrolment, settings.ports.enrolment, bind, "HOLDFAST_ENROLMENT_PORT");
  const internalPort = await listenOn(internal.server, settings.ports.internal, bind, "HOLDFAST_INTERNAL_PORT");

  writePublicInstallation(settings.dataFolder, {
    trustDomain,
    caPin: keys.authority.pin,
    caCertificatePem: keys.authority.certificatePem,
    enrolmentUrl: `https://${host}:${enrolmentPort}`,
    auditKeys: { [keys.audit.keyId]: keys.audit.publicKeyPem },
  });
  await writeConsoleIdentity(keys.authority, keyFolder, now());
  const presence = { hubId: settings.hubId, address: `wss://${host}:${internalPort}`, version: settings.version };
  await announceHub(db, presence);
  const stopListening = wakes.on("link", ({ key }) => {
    for (const link of registry.all()) {
      if (key !== "" && link.peer.clusterId !== key) continue;
      findIdentity(agents, link.peer.clusterId, link.peer.keyFingerprint).then(
        (found) => found === "active" || link.cut("identity revoked"),
        (err: unknown) => log.error({ err }, "agent identity not read"),
      );
    }
  });
  const loops = [
    every(PRESENCE_INTERVAL_MS, "presence", log, () => announceHub(db, presence)),
    every(CONSOLE_IDENTITY_INTERVAL_MS, "console identity", log, () => writeConsoleIdentity(keys.authority, keyFolder, now())),
    watchSilence(agents, registry),
    signCheckpoints(ctx, keys.audit, settings.dataFolder),
  ];
  log.info({}, "hub started");
  return {
    enrolmentUrl: `https://${host}:${enrolmentPort}`,
    linkUrl: agents.linkUrl,
    caPin: keys.authority.pin,
    async stop() {
      stopListening();
      links.close();
      internal.close();
      enrolment.closeAllConnections();
      enrolment.close();
      identity.stop();
      await Promise.all(loops.map((loop) => loop.stop()));
      await wakes.close();
      await withdrawHub(db, settings.hubId);
      await db.close();
    },
  };
}
