// Where the cluster's API server sends its audit log, if its owner wants that: the only place that knows which user wrote what.
import { createHash, timingSafeEqual } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { createServer, type Server } from "node:https";
import type { Log } from "@holdfast/contracts/log-fields";
import { messageOf, Problem } from "../problem";
import { AuditEvents, keepAuditEvent } from "./audit-event";
import type { AuditedObject, AuditedWrites } from "./audited-writes";

/** Where the receiver listens, with what it proves itself, and what a sender must show. */
export interface AuditReceiverOptions {
  readonly host: string;
  readonly port: number;
  readonly certificatePem: string;
  readonly keyPem: string;
  /** The bearer token of the API server. */
  readonly token: string;
}

/** A receiver at work. */
export interface AuditReceiver {
  readonly port: number;
  close(): Promise<void>;
}

const LARGEST_BATCH = 8 * 1024 * 1024;
const MOST_CONNECTIONS = 32;

/** A request that is answered with a status and nothing else. */
class Refusal extends Error {
  constructor(readonly status: number) {
    super(`refused with ${status}`);
  }
}

const digest = (text: string) => createHash("sha256").update(text).digest();

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  if (Number(request.headers["content-length"] ?? 0) > LARGEST_BATCH) throw new Refusal(413);
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > LARGEST_BATCH) throw new Refusal(413);
    chunks.push(chunk);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString("utf8"));
  } catch {
    throw new Refusal(400);
  }
}

const listen = (server: Server, { host, port }: AuditReceiverOptions) =>
  new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, resolve);
  });

/** Takes batches of a known sender until it is closed, and keeps the writes of watched objects. Throws a Problem when it cannot listen. */
export async function receiveAudit(
  options: AuditReceiverOptions,
  { writes, isWatched, log }: { writes: AuditedWrites; isWatched: (object: AuditedObject) => boolean; log: Log },
): Promise<AuditReceiver> {
  const expected = digest(`Bearer ${options.token}`);
  const take = async (request: IncomingMessage) => {
    if (!timingSafeEqual(digest(request.headers.authorization ?? ""), expected)) throw new Refusal(401);
    if (request.method !== "POST") throw new Refusal(405);
    const batch = AuditEvents.safeParse(await bodyOf(request));
    if (!batch.success) throw new Refusal(400);
    for (const entry of batch.data.items) keepAuditEvent(writes, entry, isWatched);
  };
  const answer = (response: ServerResponse, status: number) => {
    response.writeHead(status, status === 413 ? { connection: "close" } : {});
    response.end();
  };
  const handle = (request: IncomingMessage, response: ServerResponse) =>
    take(request).then(
      () => answer(response, 200),
      (cause: unknown) => {
        const status = cause instanceof Refusal ? cause.status : 400;
        log.warn({ reason: String(status) }, "a batch of the audit log was refused");
        answer(response, status);
      },
    );
  const { certificatePem: cert, keyPem: key } = options;
  try {
    const server = createServer({ cert, key, minVersion: "TLSv1.2", requestTimeout: 15_000, headersTimeout: 5000 }, (...about) => {
      void handle(...about);
    });
    server.maxConnections = MOST_CONNECTIONS;
    await listen(server, options);
    const address = server.address();
    return {
      port: typeof address === "object" && address ? address.port : options.port,
      close: () =>
        new Promise((resolve) => {
          server.close(() => resolve());
          server.closeAllConnections();
        }),
    };
  } catch (cause) {
    throw new Problem(
      `The audit log cannot be received at ${options.host}:${options.port}: ${messageOf(cause)}`,
      "Check --audit-listen, and that --audit-cert and --audit-key are a certificate and its key in PEM.",
      { cause },
    );
  }
}
