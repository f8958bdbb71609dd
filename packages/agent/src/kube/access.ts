import { stat } from "node:fs/promises";
import { Agent as HttpAgent } from "node:http";
import { Agent as HttpsAgent, type RequestOptions } from "node:https";
import type { LookupFunction } from "node:net";
import { createSecureContext } from "node:tls";
import type { KubeConfig } from "@kubernetes/client-node";
import { guardedLookup } from "./guarded-lookup";
import { KubeError } from "./kube-error";
import { loadKubeConfig, type WhereIsCluster } from "./kubeconfig";

/** What a request to the API server needs: where, over which connections, and with which headers. */
export interface Credentials {
  readonly server: URL;
  readonly agent: HttpAgent;
  readonly headers: Readonly<Record<string, string>>;
}

/** The way to one API server. Certificates and tokens are read again as they rotate. */
export interface ClusterAccess {
  readonly server: string;
  credentials(): Promise<Credentials>;
  /** Forgets what was read, after the API server said 401: the next call reads everything anew. */
  forget(): void;
  close(): void;
}

/** How long credentials are used before the files are looked at again. Projected tokens rotate minutes before they expire. */
const FRESH_MS = 30_000;

interface Material {
  readonly fingerprint: string;
  readonly options: RequestOptions & { servername?: string };
  readonly hasProxy: boolean;
}

async function readMaterial(config: KubeConfig): Promise<Material> {
  const options: Material["options"] = { headers: {} };
  await config.applyToHTTPSOptions(options);
  const parts = [options.ca, options.cert, options.key, options.servername, options.rejectUnauthorized].map((part) => String(part ?? ""));
  return { fingerprint: parts.join("\n"), options, hasProxy: Boolean(config.getCurrentCluster()?.proxyUrl) };
}

function agentFor(material: Material, server: URL, lookup: LookupFunction | undefined): HttpAgent {
  const { options } = material;
  // A proxy needs the agent that client-node made for it; without one, ours keeps connections and shares one TLS context.
  if (material.hasProxy && options.agent instanceof HttpAgent) return options.agent;
  const pool = { keepAlive: true, keepAliveMsecs: 15_000, maxFreeSockets: 4, ...(lookup ? { lookup } : {}) };
  if (server.protocol === "http:") return new HttpAgent(pool);
  const { ca, cert, key } = options;
  return new HttpsAgent({
    ...pool,
    secureContext: createSecureContext({ ...(ca ? { ca } : {}), ...(cert ? { cert } : {}), ...(key ? { key } : {}) }),
    ...(options.servername ? { servername: options.servername } : {}),
    ...(options.rejectUnauthorized === false ? { rejectUnauthorized: false } : {}),
  });
}

function headersOf(options: RequestOptions): Record<string, string> {
  const headers = Object.fromEntries(Object.entries(options.headers ?? {}).map(([name, value]) => [name, String(value)]));
  return options.auth ? { ...headers, Authorization: `Basic ${Buffer.from(options.auth).toString("base64")}` } : headers;
}

/** Lets an agent whose certificate rotated finish what is under way, and keep nothing for later. */
function retire(agent: HttpAgent): void {
  agent.maxFreeSockets = 0;
  for (const sockets of Object.values(agent.freeSockets)) for (const socket of sockets ?? []) socket.destroy();
}

const changedAt = async (file: string | undefined) => (file ? (await stat(file)).mtimeMs : 0);

/** Opens the way to the cluster of a kubeconfig, or to the one that this process runs in. Throws a Problem when it cannot be read. */
export async function openAccess(where: WhereIsCluster, monotonicMs: () => number): Promise<ClusterAccess> {
  let config = await loadKubeConfig(where);
  let fileChangedAt = await changedAt(where.kubeconfig);
  let current: { credentials: Credentials; fingerprint: string; readAtMs: number } | undefined;
  let reading: Promise<Credentials> | undefined;
  let isForgotten = false;
  const server = new URL(config.getCurrentCluster()?.server ?? "");
  // What a person pasted is dialled by the hub's machine, so where its names lead is looked at again at each connection.
  const lookup = where.given ? guardedLookup(where.given.isLoopbackAllowed) : undefined;

  async function read(): Promise<Credentials> {
    const newest = await changedAt(where.kubeconfig);
    if (isForgotten || newest !== fileChangedAt) config = await loadKubeConfig(where);
    fileChangedAt = newest;
    isForgotten = false;
    const material = await readMaterial(config);
    const isSame = current?.fingerprint === material.fingerprint;
    if (!isSame && current) retire(current.credentials.agent);
    const agent = isSame && current ? current.credentials.agent : agentFor(material, server, lookup);
    const credentials = { server, agent, headers: headersOf(material.options) };
    current = { credentials, fingerprint: material.fingerprint, readAtMs: monotonicMs() };
    return credentials;
  }

  return {
    server: server.href,
    credentials: async () => {
      if (current && !isForgotten && monotonicMs() - current.readAtMs < FRESH_MS) return current.credentials;
      reading ??= read().finally(() => {
        reading = undefined;
      });
      try {
        return await reading;
      } catch (cause) {
        throw new KubeError(
          "credentials",
          `the cluster's credentials cannot be read: ${cause instanceof Error ? cause.message : String(cause)}`,
          {
            cause,
          },
        );
      }
    },
    forget: () => {
      isForgotten = true;
    },
    close: () => current?.credentials.agent.destroy(),
  };
}
