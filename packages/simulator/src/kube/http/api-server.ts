import { randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import type { Duplex } from "node:stream";
import type { Log } from "@holdfast/contracts/log-fields";
import { ApiError, badRequest } from "../api-error";
import { DeniedWrite } from "../write/create-object";
import { isPathAllowed, pathDenied, type TokenIdentity, unauthorized } from "./access";
import { type Exchange, sendError, sendJson, sendText } from "./answer";
import { AGGREGATED_TYPE, aggregatedDiscovery, coreVersions, groupList, groupOf, resourceList, wantsAggregated } from "./discovery";
import { startExec } from "./exec-upgrade";
import { parseResourcePath } from "./request-info";
import { handleResource } from "./resource-handler";
import type { ServedCluster } from "./served-cluster";

/** A server on loopback, one port for many clusters: `/clusters/<name>/...` is the API of each. */
export interface KubeApiServer {
  readonly url: string;
  /** Ends the connections to one cluster, as a lost region does. */
  cutConnections(cluster: string): void;
  close(): Promise<void>;
}

/** What `/version` says: a real server's words, but for the mark in `gitVersion`. */
export const VERSION = {
  ...{ major: "1", minor: "36", emulationMajor: "1", emulationMinor: "36", minCompatibilityMajor: "1", minCompatibilityMinor: "35" },
  ...{ gitVersion: "v1.36.3-simulated", gitCommit: "", gitTreeState: "clean", buildDate: "1970-01-01T00:00:00Z" },
  ...{ goVersion: "none", compiler: "none", platform: "simulated" },
};

const HEALTH = ["/healthz", "/livez", "/readyz"];

const identify = (cluster: ServedCluster, { headers }: IncomingMessage): TokenIdentity => {
  const [scheme, token] = (headers.authorization ?? "").split(" ");
  const identity = scheme?.toLowerCase() === "bearer" && token ? cluster.tokens.get(token) : undefined;
  if (!identity) throw unauthorized();
  return identity;
};

const handleDiscovery = async (cluster: ServedCluster, exchange: Exchange, parts: readonly string[]): Promise<void> => {
  const { types } = cluster.api;
  const [root = "", group, version] = parts;
  const isCore = root === "api";
  const isRoot = group === undefined;
  if (isRoot && wantsAggregated(exchange.request.headers.accept)) {
    sendText(exchange, 200, JSON.stringify(aggregatedDiscovery(types, isCore)), AGGREGATED_TYPE);
    return;
  }
  const body = isCore
    ? isRoot
      ? coreVersions(exchange.request.headers.host ?? "")
      : resourceList(types, "", group)
    : isRoot
      ? groupList(types)
      : version === undefined
        ? groupOf(types, group)
        : resourceList(types, group, version);
  await sendJson(exchange, 200, body);
};

const route = async (cluster: ServedCluster, exchange: Exchange, path: string, query: URLSearchParams): Promise<void> => {
  // As a real server by its defaults: whoever asks may know whether it lives.
  if (HEALTH.includes(path)) return sendText(exchange, 200, "ok");
  const identity = identify(cluster, exchange.request);
  const resource = parseResourcePath(path);
  if (resource) {
    await handleResource(cluster, exchange, resource, query, identity);
    return;
  }
  const verb = (exchange.request.method ?? "GET").toLowerCase();
  if (!isPathAllowed(identity.rules, path, verb)) throw pathDenied(identity.user, path, verb);
  const parts = path.split("/").filter(Boolean);
  if (path === "/version") await sendJson(exchange, 200, VERSION);
  else if (parts[0] === "api" || parts[0] === "apis") await handleDiscovery(cluster, exchange, parts);
  else sendText(exchange, 404, "404 page not found\n");
};

class MultiClusterServer {
  private readonly sockets = new Map<Socket, string>();
  readonly server: Server;

  constructor(
    private readonly clusters: ReadonlyMap<string, ServedCluster>,
    private readonly log: Log,
  ) {
    this.server = createServer((request, response) => void this.handle(request, response));
    this.server.on("upgrade", (request, socket, head: Buffer) => this.upgrade(request, socket, head));
    // A watch is silent for as long as nothing happens.
    this.server.requestTimeout = 0;
    this.server.keepAliveTimeout = 60_000;
    this.server.on("connection", (socket) => socket.on("close", () => this.sockets.delete(socket)));
  }

  cutConnections(cluster: string): void {
    for (const [socket, owner] of this.sockets) if (owner === cluster) socket.destroy();
  }

  private async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? "/", "http://loopback");
    const [, name, path] = /^\/clusters\/([^/]+)(\/.*)?$/.exec(url.pathname) ?? [];
    const cluster = this.clusters.get(name ?? "");
    if (!cluster) {
      sendText({ request, response }, 404, "404 page not found\n");
      return;
    }
    if (!cluster.isReachable) {
      request.socket.destroy();
      return;
    }
    this.sockets.set(request.socket, cluster.name);
    response.setHeader("audit-id", randomUUID());
    const exchange = { request, response };
    try {
      await route(cluster, exchange, path ?? "/", url.searchParams);
    } catch (cause) {
      await this.fail(exchange, cause, cluster.name);
    }
  }

  private upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const url = new URL(request.url ?? "/", "http://loopback");
    const [, name, path = "/"] = /^\/clusters\/([^/]+)(\/.*)?$/.exec(url.pathname) ?? [];
    const cluster = this.clusters.get(name ?? "");
    if (!cluster?.isReachable) {
      socket.destroy();
      return;
    }
    this.sockets.set(request.socket, cluster.name);
    try {
      const identity = identify(cluster, request);
      const resource = parseResourcePath(path);
      if (resource?.plural !== "pods" || resource.subresource !== "exec") throw badRequest("this path takes no WebSocket");
      startExec(cluster, { request, socket, head }, resource, url.searchParams, identity);
    } catch (cause) {
      const error = cause instanceof ApiError ? cause : new ApiError(500, "InternalError", String(cause));
      const body = JSON.stringify(error.toStatus());
      socket.end(
        `HTTP/1.1 ${error.code} ${error.reason ?? "Error"}\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`,
      );
    }
  }

  private async fail(exchange: Exchange, cause: unknown, cluster: string): Promise<void> {
    if (exchange.response.headersSent || exchange.response.destroyed) {
      exchange.response.destroy();
      return;
    }
    if (cause instanceof ApiError) {
      await sendError(exchange, cause, cause instanceof DeniedWrite ? cause.warnings : []);
      return;
    }
    this.log.error({ err: cause, "cluster.name": cluster }, "the simulated API server failed");
    const message = cause instanceof Error ? cause.message : String(cause);
    await sendError(exchange, new ApiError(500, "InternalError", `Internal error occurred: ${message}`, { causes: [{ message }] }));
  }
}

/** Starts the server on a port of loopback; 0 lets the system choose. */
export async function startApiServer(clusters: ReadonlyMap<string, ServedCluster>, port: number, log: Log): Promise<KubeApiServer> {
  const multi = new MultiClusterServer(clusters, log);
  const { server } = multi;
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
  const { port: bound } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${bound}`,
    cutConnections: (cluster) => multi.cutConnections(cluster),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
