import type { IncomingMessage, ServerResponse } from "node:http";
import { createServer, type Server } from "node:https";
import type { AddressInfo } from "node:net";
import type { Duplex } from "node:stream";
import type { TLSSocket } from "node:tls";
import { type AgentLinkHandlers, type AgentPeer, agentRouter } from "@holdfast/contracts/agent-router";
import { Fault } from "@holdfast/contracts/fault";
import { TRPCError } from "@trpc/server";
import { applyWSSHandler } from "@trpc/server/adapters/ws";
import { type WebSocket, WebSocketServer } from "ws";
import { ZodError } from "zod";
import { type HubFaults, happens } from "./faults";
import type { ServerCertificate } from "./server-certificate";

/** A door that listens: its server, and a way to end it with everything that is connected. */
export interface FakeDoor {
  readonly server: Server;
  readonly port: number;
  cut(clusterId?: string): number;
  freeze(): void;
  close(): Promise<void>;
}

const listening = (server: Server, port: number) =>
  new Promise<number>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => resolve((server.address() as AddressInfo).port));
  });

function tracked(server: Server): Set<Duplex> {
  const sockets = new Set<Duplex>();
  server.on("connection", (socket) => {
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
    socket.on("error", () => undefined);
  });
  server.on("tlsClientError", () => undefined);
  return sockets;
}

const ended = (server: Server, sockets: Set<Duplex>) =>
  new Promise<void>((resolve) => {
    server.close(() => resolve());
    for (const socket of sockets) socket.destroy();
  });

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return JSON.parse(Buffer.concat(chunks).toString("utf8"));
}

function refuse(response: ServerResponse, cause: unknown): void {
  const fault = cause instanceof Fault ? cause : new Fault("InvalidInput", String(cause));
  response.writeHead(403, { "content-type": "application/json" });
  response.end(JSON.stringify({ code: fault.code, message: fault.message, retry: fault.retry }));
}

/** The enrolment door: server TLS, JSON in and out. */
export async function fakeEnrolmentDoor(
  certificate: ServerCertificate,
  port: number,
  faults: HubFaults,
  route: (path: string, body: unknown) => Promise<object>,
): Promise<FakeDoor> {
  const server = createServer({ ...certificate, minVersion: "TLSv1.3" }, async (request, response) => {
    try {
      const answer = await route(request.url ?? "", await bodyOf(request));
      if (request.url === "/v1/enrol" && happens(faults, "lostEnrolments")) request.socket.destroy();
      else response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(answer));
    } catch (cause) {
      refuse(response, cause);
    }
  });
  const sockets = tracked(server);
  return { server, port: await listening(server, port), cut: () => 0, freeze: () => undefined, close: () => ended(server, sockets) };
}

const asTrpcError = (cause: unknown) => {
  const fault = cause instanceof Fault ? cause : new Fault(cause instanceof ZodError ? "InvalidInput" : "Internal", String(cause));
  return new TRPCError({ code: "BAD_REQUEST", message: fault.message, cause: fault });
};

const deny = (socket: Duplex, reason: string) =>
  socket.end(`HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: ${reason.length}\r\n\r\n${reason}`);

/** The link door: mutual TLS 1.3, the identity read before any WebSocket exists. */
export async function fakeLinkDoor(
  certificate: ServerCertificate,
  port: number,
  faults: HubFaults,
  handlers: AgentLinkHandlers,
  admit: (socket: TLSSocket) => { clusterId: string } | string,
): Promise<FakeDoor> {
  const server = createServer({ ...certificate, requestCert: true, rejectUnauthorized: true, minVersion: "TLSv1.3" });
  const sockets = tracked(server);
  const wss = new WebSocketServer({ noServer: true, maxPayload: 4 * 2 ** 20, perMessageDeflate: false });
  const peers = new WeakMap<IncomingMessage, AgentPeer>();
  const owners = new Map<WebSocket, string>();
  applyWSSHandler({ wss, router: agentRouter(handlers, asTrpcError), createContext: ({ req }) => peers.get(req) as AgentPeer });
  server.on("secureConnection", (socket) => happens(faults, "slammedDoors") && socket.destroy());
  server.on("upgrade", (request, socket, head) => {
    if (faults.isDeaf) return;
    const admitted = admit(request.socket as TLSSocket);
    if (typeof admitted === "string") return void deny(socket, admitted);
    if (happens(faults, "refusedUpgrades")) return void deny(socket, "IdentityMismatch");
    wss.handleUpgrade(request, socket, head, (ws) => {
      const over = new AbortController();
      peers.set(request, { ...admitted, certificateSerial: "", keyFingerprint: "", signal: over.signal });
      owners.set(ws, admitted.clusterId);
      ws.once("close", () => {
        over.abort();
        owners.delete(ws);
      });
      ws.on("error", () => undefined);
      wss.emit("connection", ws, request);
    });
  });
  return {
    server,
    port: await listening(server, port),
    cut: (clusterId) => {
      const mine = [...owners].filter(([, owner]) => clusterId === undefined || owner === clusterId);
      for (const [ws] of mine) ws.terminate();
      return mine.length;
    },
    freeze: () => {
      for (const ws of owners.keys()) ws.pause();
    },
    close: () => ended(server, sockets),
  };
}
