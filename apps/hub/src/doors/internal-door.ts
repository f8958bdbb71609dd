import { createServer } from "node:https";
import type { TLSSocket } from "node:tls";
import { type HubHandlers, hubRouter } from "@holdfast/contracts/hub-router";
import type { Log } from "@holdfast/contracts/log-fields";
import { consoleSpiffeId, hubSpiffeId } from "@holdfast/contracts/spiffe";
import { applyWSSHandler } from "@trpc/server/adapters/ws";
import { WebSocketServer } from "ws";
import { peerCertificate } from "./peer-identity";
import { refuseUpgrade } from "./refuse-upgrade";
import type { ServerIdentity } from "./server-identity";

/** A policy of 200,000 characters with its tests fits. */
const MAX_FRAME_BYTES = 1024 * 1024;

/** The door for consoles and other hubs of the installation: mutual TLS, and one of exactly two SPIFFE ids. */
export function internalDoor(handlers: HubHandlers, trustDomain: string, identity: ServerIdentity, log: Log) {
  const server = createServer({ ...identity.options, requestCert: true, rejectUnauthorized: true, minVersion: "TLSv1.3" }, (_, response) =>
    response.writeHead(404).end(),
  );
  const sockets = new WebSocketServer({ noServer: true, maxPayload: MAX_FRAME_BYTES, perMessageDeflate: false });
  applyWSSHandler({ wss: sockets, router: hubRouter(handlers), keepAlive: { enabled: true, pingMs: 20_000, pongWaitMs: 10_000 } });
  const admitted = new Set([consoleSpiffeId(trustDomain), hubSpiffeId(trustDomain)]);
  server.on("upgrade", (request, socket, head) => {
    const certificate = peerCertificate(request.socket as TLSSocket);
    if (!certificate || !admitted.has(certificate.spiffeId)) {
      log.warn({ outcome: "refused" }, "internal caller refused");
      return refuseUpgrade(socket, 403, "This certificate is neither a console's nor a hub's.");
    }
    sockets.handleUpgrade(request, socket, head, (ws) => sockets.emit("connection", ws, request));
  });
  identity.attach(server);
  return {
    server,
    close() {
      for (const ws of sockets.clients) ws.terminate();
      server.close();
    },
  };
}
