import type { ConnectionOptions } from "node:tls";
import type { AgentRouter } from "@holdfast/contracts/agent-router";
import { hubSpiffeId } from "@holdfast/contracts/spiffe";
import { createTRPCClient, createWSClient, type TRPCClient, wsLink } from "@trpc/client";
import { type ClientOptions, WebSocket } from "ws";

/** What a client of the agent link presents. */
export interface LinkCredentials {
  readonly privateKeyPem: string;
  readonly certificatePem: string;
  readonly caPem: string;
  readonly trustDomain?: string;
}

/** A bare client of the agent link: no reconnecting, no journal; for tests of the hub. */
export interface LinkClient {
  readonly trpc: TRPCClient<AgentRouter>;
  /** Resolves with the close code, or with the status of a refused upgrade. */
  readonly ended: Promise<number>;
  close(): Promise<void>;
}

/** Dials a hub's link door. */
export function linkClient(url: string, credentials: LinkCredentials): LinkClient {
  let end: (code: number) => void;
  const ended = new Promise<number>((resolve) => {
    end = resolve;
  });
  const expected = hubSpiffeId(credentials.trustDomain ?? "holdfast.test");
  const options: ConnectionOptions & { perMessageDeflate: false } = {
    key: credentials.privateKeyPem,
    cert: credentials.certificatePem,
    ca: credentials.caPem,
    perMessageDeflate: false,
    checkServerIdentity: (_host, certificate) =>
      certificate.subjectaltname?.includes(`URI:${expected}`) ? undefined : new Error("another hub"),
  };
  class Dialled extends WebSocket {
    constructor(address: string | URL) {
      // ws hands its options to tls.connect; its own types of checkServerIdentity are wrong.
      super(address, [], options as unknown as ClientOptions);
      this.on("unexpected-response", (_request, response) => {
        end(response.statusCode ?? 0);
        this.terminate();
      });
      this.on("close", (code) => end(code));
      this.on("error", () => undefined);
    }
  }
  const client = createWSClient({ url, WebSocket: Dialled as never, retryDelayMs: () => 1_000_000 });
  return { trpc: createTRPCClient<AgentRouter>({ links: [wsLink({ client })] }), ended, close: async () => void (await client.close()) };
}
