import type { IncomingMessage } from "node:http";
import { createServer } from "node:https";
import type { TLSSocket } from "node:tls";
import { type AgentLinkHandlers, type AgentPeer, agentRouter } from "@holdfast/contracts/agent-router";
import type { AgentSettings } from "@holdfast/services/agents/agent-settings";
import { findIdentity } from "@holdfast/services/agents/find-identity";
import { applyWSSHandler } from "@trpc/server/adapters/ws";
import { WebSocketServer } from "ws";
import { agentFault } from "../links/agent-fault";
import type { LinkRegistry } from "../links/link-registry";
import { clusterOf, peerCertificate } from "./peer-identity";
import { refuseUpgrade } from "./refuse-upgrade";
import type { ServerIdentity } from "./server-identity";

/** The largest frame that an agent may send. */
const MAX_FRAME_BYTES = 4 * 1024 * 1024;

/** The door for enrolled agents: mutual TLS 1.3, the identity read before any WebSocket exists. */
export function linkDoor(settings: AgentSettings, handlers: AgentLinkHandlers, registry: LinkRegistry, identity: ServerIdentity) {
  const server = createServer({ ...identity.options, requestCert: true, rejectUnauthorized: true, minVersion: "TLSv1.3" }, (_, response) =>
    response.writeHead(404).end(),
  );
  const sockets = new WebSocketServer({ noServer: true, maxPayload: MAX_FRAME_BYTES, perMessageDeflate: false });
  const peers = new WeakMap<IncomingMessage, AgentPeer>();
  const trpc = applyWSSHandler({
    wss: sockets,
    router: agentRouter(handlers, agentFault(settings.log)),
    createContext({ req }) {
      const peer = peers.get(req);
      // Unreachable: a connection is only made for requests that got a peer on upgrade.
      if (!peer) throw new TypeError("a link without an identity");
      return peer;
    },
    keepAlive: { enabled: true, pingMs: 20_000, pongWaitMs: 10_000 },
  });

  server.on("upgrade", (request, socket, head) => {
    const certificate = peerCertificate(request.socket as TLSSocket);
    const clusterId = certificate && clusterOf(settings.authority.trustDomain, certificate.spiffeId);
    if (!certificate || !clusterId) return refuseUpgrade(socket, 403, "This certificate is not an agent's.");
    findIdentity(settings, clusterId, certificate.keyFingerprint).then(
      (found) => {
        if (found !== "active") {
          settings.log.warn({ "cluster.id": clusterId, outcome: "refused", reason: found }, "agent refused");
          return refuseUpgrade(socket, 403, found === "revoked" ? "IdentityRevoked" : "IdentityMismatch");
        }
        sockets.handleUpgrade(request, socket, head, (ws) => {
          const ended = new AbortController();
          const peer: AgentPeer = {
            clusterId,
            certificateSerial: certificate.serial,
            keyFingerprint: certificate.keyFingerprint,
            signal: ended.signal,
          };
          const link = registry.open(
            peer,
            (reason) => {
              settings.log.info({ "cluster.id": clusterId, reason }, "link cut");
              ended.abort();
              ws.terminate();
            },
            settings.now(),
          );
          peers.set(request, peer);
          ws.once("close", () => {
            ended.abort();
            registry.close(link);
          });
          sockets.emit("connection", ws, request);
        });
      },
      (err: unknown) => {
        settings.log.error({ err, "cluster.id": clusterId }, "agent identity not read");
        refuseUpgrade(socket, 503, "Try again later.");
      },
    );
  });
  identity.attach(server);
  return {
    server,
    /** Tells agents to come again elsewhere or later, and ends their sockets. */
    close() {
      trpc.broadcastReconnectNotification();
      for (const ws of sockets.clients) ws.terminate();
      server.close();
    },
  };
}
