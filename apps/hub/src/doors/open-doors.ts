import type { AgentLinkHandlers } from "@holdfast/contracts/agent-router";
import type { HubHandlers } from "@holdfast/contracts/hub-router";
import type { AgentSettings } from "@holdfast/services/agents/agent-settings";
import type { SigningKey } from "@holdfast/services/pki/signing-key";
import type { HubSettings } from "../hub-settings";
import type { LinkRegistry } from "../links/link-registry";
import { enrolmentDoor } from "./enrolment-door";
import { internalDoor } from "./internal-door";
import { linkDoor } from "./link-door";
import { listenOn } from "./listen-on";
import type { ServerIdentity } from "./server-identity";

/** The hub's three doors, open. Addresses are as others reach them. */
export interface OpenDoors {
  readonly enrolmentUrl: string;
  readonly linkUrl: string;
  readonly internalUrl: string;
  close(): void;
}

/** What stands behind the doors. `agents.linkUrl` is filled in here, when the port is known. */
export interface BehindDoors {
  readonly agents: { -readonly [K in keyof AgentSettings]: AgentSettings[K] };
  readonly handlers: AgentLinkHandlers;
  readonly ask: HubHandlers["ask"];
  readonly lookAt: HubHandlers["lookAt"];
  readonly testPolicy: HubHandlers["testPolicy"];
  readonly registry: LinkRegistry;
  readonly commands: SigningKey;
  readonly identity: ServerIdentity;
}

/** Opens the doors, the enrolment door last: whoever enrols is told where the link is. Rejects with a remedy when a port can't be used. */
export async function openDoors(settings: HubSettings, behind: BehindDoors): Promise<OpenDoors> {
  const { bind, host, ports, log, trustDomain } = settings;
  const { agents, identity } = behind;
  const links = linkDoor(agents, behind.handlers, behind.registry, identity);
  const internal = internalDoor({ ask: behind.ask, lookAt: behind.lookAt, testPolicy: behind.testPolicy }, trustDomain, identity, log);
  const enrolment = enrolmentDoor(agents, behind.commands, identity);
  const close = () => {
    links.close();
    internal.close();
    enrolment.closeAllConnections();
    enrolment.close();
  };
  try {
    agents.linkUrl = `wss://${host}:${await listenOn(links.server, ports.link, bind, "HOLDFAST_LINK_PORT")}`;
    const internalUrl = `wss://${host}:${await listenOn(internal.server, ports.internal, bind, "HOLDFAST_INTERNAL_PORT")}`;
    const enrolmentUrl = `https://${host}:${await listenOn(enrolment, ports.enrolment, bind, "HOLDFAST_ENROLMENT_PORT")}`;
    return { enrolmentUrl, internalUrl, linkUrl: agents.linkUrl, close };
  } catch (cause) {
    close();
    throw cause;
  }
}
