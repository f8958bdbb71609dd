import type { ConnectionOptions } from "node:tls";
import type { HubRouter } from "@holdfast/contracts/hub-router";
import { hubSpiffeId } from "@holdfast/contracts/spiffe";
import { createTRPCClient, createWSClient, type TRPCClient, wsLink } from "@trpc/client";
import { type ClientOptions, WebSocket } from "ws";

/** How this process proves itself to hubs; read anew at each connection, because it is renewed. */
export interface HubCredentials {
  read(): { key: string; cert: string; ca: string };
  readonly trustDomain: string;
}

/** Connections to the internal doors of hubs, one an address, kept while they are used. */
export interface HubConnections {
  to(address: string): TRPCClient<HubRouter>;
  close(): Promise<void>;
}

/** Opens connections when first asked for. A hub is believed only with the hub's SPIFFE id of our own trust domain. */
export function hubConnections(credentials: HubCredentials): HubConnections {
  const open = new Map<string, { client: TRPCClient<HubRouter>; close(): Promise<void> }>();
  const expected = `URI:${hubSpiffeId(credentials.trustDomain)}`;
  class HubSocket extends WebSocket {
    constructor(address: string | URL) {
      const options: ConnectionOptions & { perMessageDeflate: false } = {
        ...credentials.read(),
        minVersion: "TLSv1.3",
        perMessageDeflate: false,
        checkServerIdentity: (_host, certificate) => {
          const names = (certificate.subjectaltname ?? "").split(", ");
          return names.includes(expected) ? undefined : new Error(`the other side is not a hub of ${credentials.trustDomain}`);
        },
      };
      // ws hands its options to tls.connect; its own types of checkServerIdentity are wrong.
      super(address, [], options as unknown as ClientOptions);
      // Without a listener a refused connection would end the process; the client reports it by its own way.
      this.on("error", () => undefined);
    }
  }
  return {
    to(address) {
      const before = open.get(address);
      if (before) return before.client;
      // The client only needs the standard part of a WebSocket, which ws has.
      const socket = createWSClient({
        url: address,
        WebSocket: HubSocket as unknown as typeof globalThis.WebSocket,
        lazy: { enabled: true, closeMs: 60_000 },
        retryDelayMs: (attempt) => Math.min(5000, 100 * 2 ** attempt),
      });
      const client = createTRPCClient<HubRouter>({ links: [wsLink({ client: socket })] });
      open.set(address, { client, close: async () => void (await socket.close()) });
      return client;
    },
    async close() {
      await Promise.all([...open.values()].map((each) => each.close()));
      open.clear();
    },
  };
}
