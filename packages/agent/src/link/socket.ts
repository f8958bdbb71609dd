import type { IncomingMessage } from "node:http";
import type { ConnectionOptions } from "node:tls";
import { type ClientOptions, WebSocket } from "ws";
import { expectHub } from "../identity/hub-identity";
import type { Identity } from "../identity/identity-store";

/**
 * Why a connection could not be made or was lost. `refused`: the hub does not take this identity. `untrusted`: the other
 * side is not our hub. `lost`: anything that passes.
 */
export type LostReason = "refused" | "untrusted" | "lost";

/** The identity in hand, with its key. */
export interface HeldIdentity {
  readonly identity: Identity;
  readonly privateKeyPem: string;
}

/** How a dial went: filled in by the socket while it opens and when it fails. */
export interface DialReport {
  reason: LostReason;
  message: string;
  socket?: WebSocket;
}

const CLOSING_MS = 1000;
const LARGEST_FRAME = 16 * 2 ** 20;

/** A certificate of the other side that is not our hub's, by the error codes of TLS. */
const UNTRUSTED = /^(CERT_|ERR_TLS_CERT|UNABLE_TO_|DEPTH_ZERO|SELF_SIGNED|INVALID_CA|INVALID_PURPOSE|CA_|ERR_SSL_WRONG_VERSION)/;

function judge(report: DialReport, cause: NodeJS.ErrnoException, wasSecured: boolean): void {
  const code = cause.code ?? "";
  report.message ||= `${code} ${cause.message}`.trim();
  if (UNTRUSTED.test(code) || cause.message.startsWith("the server is not spiffe:")) report.reason = "untrusted";
  // In TLS 1.3 the client is through before the server has looked at its certificate: a refusal shows as an alert, or as a
  // plain close before the first byte.
  else if (/ALERT/.test(code) || (wasSecured && /ECONNRESET|EPIPE|hang up/.test(report.message))) report.reason = "refused";
}

/**
 * A WebSocket class that dials the hub's link door with mutual TLS 1.3 and gives up after `dialMs`. `report` says afterwards
 * why it failed.
 */
export function hubSocket({ identity: held, privateKeyPem }: HeldIdentity, dialMs: number, report: DialReport) {
  return class HubSocket extends WebSocket {
    constructor(url: string | URL) {
      const tls: ConnectionOptions = {
        cert: held.certificatePem,
        key: privateKeyPem,
        ca: held.bundlePem,
        minVersion: "TLSv1.3",
        checkServerIdentity: expectHub(held.trustDomain),
      };
      const options = { ...tls, perMessageDeflate: false, handshakeTimeout: dialMs, maxPayload: LARGEST_FRAME };
      let wasSecured = false;
      super(url, [], {
        // ws hands these to tls.connect as they are; its own type of checkServerIdentity has another result.
        ...(options as unknown as ClientOptions),
        finishRequest: (request) => {
          request.once("socket", (socket) => socket.once("secureConnect", () => (wasSecured = true)));
          request.end();
        },
      });
      report.socket = this;
      this.once("open", () => (wasSecured = false));
      this.on("error", (cause) => judge(report, cause, wasSecured));
      this.on("unexpected-response", (_request, response: IncomingMessage) => {
        report.reason = response.statusCode === 403 ? "refused" : "lost";
        report.message = `the hub answered ${response.statusCode}`;
        response.once("data", (chunk: Buffer) => {
          report.message += `: ${chunk.toString("utf8", 0, 200)}`;
        });
        for (const event of ["end", "error"]) response.once(event, () => this.terminate());
      });
      // The library's timer starts anew with every byte; a peer that drips must not hold the dial forever.
      const timer = setTimeout(() => this.readyState === WebSocket.CONNECTING && this.terminate(), dialMs + 100);
      for (const event of ["open", "close"]) this.once(event, () => clearTimeout(timer));
    }

    /** A dead peer never answers a close frame: the socket is ended a moment later in any case. */
    override close(code?: number, reason?: string | Buffer): void {
      super.close(code, reason);
      setTimeout(() => this.terminate(), CLOSING_MS).unref();
    }
  };
}
