// One call to the API server: a deadline on each, errors of one type, nothing retried that could have had an effect.
import type { ClientRequest, IncomingMessage, RequestOptions } from "node:http";
import { request as httpRequest } from "node:http";
import { request as httpsRequest } from "node:https";
import type { ClusterAccess, Credentials } from "./access";
import { KubeError, statusError } from "./kube-error";

/** One request to the API server; `path` begins with a slash and is encoded already. */
export interface KubeRequest {
  readonly method?: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  readonly path: string;
  readonly query?: Readonly<Record<string, string | undefined>>;
  readonly body?: unknown;
  readonly contentType?: string;
  readonly accept?: string;
  /** For `json` the whole call, for `open` until the headers came. */
  readonly deadlineMs: number;
  readonly signal?: AbortSignal;
}

/** An answer whose body was read, and the `Warning` headers that came with it. */
export interface KubeReply<T> {
  readonly body: T;
  readonly warnings: string[];
}

/** The calls to one API server. Every failure is a KubeError. */
export interface KubeHttp {
  json<T>(request: KubeRequest): Promise<KubeReply<T>>;
  /** The answer once its headers came; the caller reads the body and may destroy it. */
  open(request: KubeRequest): Promise<IncomingMessage>;
}

/** More than any single object or discovery document; lists are streamed. */
const LARGEST_BODY = 64 * 2 ** 20;
const LARGEST_ERROR = 64 * 2 ** 10;

const search = (query: KubeRequest["query"]) => {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(query ?? {})) if (value !== undefined) params.set(name, value);
  const text = params.toString();
  return text ? `?${text}` : "";
};

/** The target of the request as a path below the server's own path, which some proxies have. */
const target = (server: URL, request: KubeRequest) => `${server.pathname.replace(/\/$/, "")}${request.path}${search(request.query)}`;

function start(credentials: Credentials, request: KubeRequest, payload: string | undefined, userAgent: string): ClientRequest {
  const { server } = credentials;
  const isWrite = request.method !== undefined && request.method !== "GET";
  const options: RequestOptions = {
    protocol: server.protocol,
    hostname: server.hostname.replace(/^\[|\]$/g, ""),
    port: server.port || (server.protocol === "https:" ? 443 : 80),
    path: target(server, request),
    method: request.method ?? "GET",
    agent: credentials.agent,
    headers: {
      ...credentials.headers,
      accept: request.accept ?? "application/json",
      "user-agent": userAgent,
      ...(payload === undefined
        ? {}
        : { "content-type": request.contentType ?? "application/json", "content-length": Buffer.byteLength(payload) }),
      // A kept connection that the server closes at this moment would leave a write unconfirmed for nothing.
      ...(isWrite ? { connection: "close" } : {}),
    },
  };
  return server.protocol === "https:" ? httpsRequest(options) : httpRequest(options);
}

/** Sends and waits for the headers. Rejects with a KubeError of kind network, deadline, or with the reason of the signal. */
function exchange(credentials: Credentials, request: KubeRequest, userAgent: string): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const payload = request.body === undefined ? undefined : JSON.stringify(request.body);
    const call = start(credentials, request, payload, userAgent);
    const timer = setTimeout(
      () => call.destroy(new KubeError("deadline", `the API server did not answer within ${request.deadlineMs} ms`)),
      request.deadlineMs,
    );
    const abort = () => call.destroy(new KubeError("deadline", "the call was given up"));
    const settle = () => {
      clearTimeout(timer);
      request.signal?.removeEventListener("abort", abort);
    };
    if (request.signal?.aborted) abort();
    request.signal?.addEventListener("abort", abort, { once: true });
    call.once("response", (response) => {
      settle();
      resolve(response);
    });
    call.on("error", (cause: NodeJS.ErrnoException) => {
      settle();
      const isStale = call.reusedSocket && cause.code === "ECONNRESET";
      reject(cause instanceof KubeError ? cause : networkError(cause, isStale));
    });
    call.end(payload);
  });
}

const networkError = (cause: NodeJS.ErrnoException, isStale: boolean) =>
  new KubeError("network", `the API server cannot be reached: ${cause.code ?? ""} ${cause.message}`.replace(/ +/g, " "), {
    reason: isStale ? "StaleConnection" : (cause.code ?? ""),
    cause,
  });

/** Reads a body of bounded size under what is left of the deadline. */
export async function readBody(response: IncomingMessage, limit: number, deadlineMs: number, signal?: AbortSignal): Promise<string> {
  const timer = setTimeout(() => response.destroy(new KubeError("deadline", "the answer did not end within the deadline")), deadlineMs);
  const abort = () => response.destroy(new KubeError("deadline", "the call was given up"));
  signal?.addEventListener("abort", abort, { once: true });
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of response as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > limit) throw new KubeError("malformed", `the answer is larger than ${limit} bytes`);
      chunks.push(chunk);
    }
    return Buffer.concat(chunks).toString("utf8");
  } catch (cause) {
    throw cause instanceof KubeError ? cause : networkError(cause as NodeJS.ErrnoException, false);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", abort);
  }
}

/** The beginning of a text of any size: what comes after so many bytes is not waited for. */
export async function readStart(response: IncomingMessage, bytes: number, deadlineMs: number, signal?: AbortSignal): Promise<string> {
  const timer = setTimeout(() => response.destroy(new KubeError("deadline", "the answer did not end within the deadline")), deadlineMs);
  const abort = () => response.destroy(new KubeError("deadline", "the call was given up"));
  signal?.addEventListener("abort", abort, { once: true });
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of response as AsyncIterable<Buffer>) {
      chunks.push(chunk);
      size += chunk.length;
      // Leaving the loop ends the connection.
      if (size >= bytes) break;
    }
    return Buffer.concat(chunks).subarray(0, bytes).toString("utf8");
  } catch (cause) {
    throw cause instanceof KubeError ? cause : networkError(cause as NodeJS.ErrnoException, false);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", abort);
  }
}

function parsed<T>(text: string): T {
  try {
    // The caller says which kind it asked for, and reads every field as optional.
    return JSON.parse(text) as T;
  } catch (cause) {
    throw new KubeError("malformed", "the API server answered with something that is not JSON", { cause });
  }
}

/** The texts of `Warning: 299 - "text"` headers. */
function warningsOf(response: IncomingMessage): string[] {
  const header = response.headers.warning;
  if (!header) return [];
  return [...header.matchAll(/299 \S+ "((?:[^"\\]|\\.)*)"/g)].map((match) => (match[1] ?? "").replace(/\\(.)/g, "$1"));
}

/** The calls to the API server behind `access`. `version` is shown to it as the user agent. */
export function kubeHttp(access: ClusterAccess, version: string): KubeHttp {
  const userAgent = `holdfast-agent/${version}`;

  async function open(request: KubeRequest): Promise<IncomingMessage> {
    const isRead = request.method === undefined || request.method === "GET";
    for (let attempt = 1; ; attempt++) {
      try {
        const response = await exchange(await access.credentials(), request, userAgent);
        const code = response.statusCode ?? 0;
        if (code < 400) return response;
        const retryAfter = response.headers["retry-after"];
        const body = await readBody(response, LARGEST_ERROR, request.deadlineMs).catch(() => "");
        if (code !== 401 || attempt > 1) throw statusError(code, body, retryAfter);
        access.forget();
      } catch (cause) {
        const isStale = cause instanceof KubeError && cause.reason === "StaleConnection";
        if (!isStale || !isRead || attempt > 2) throw cause;
      }
    }
  }

  return {
    open,
    json: async <T>(request: KubeRequest) => {
      const startedAt = performance.now();
      const response = await open(request);
      const left = Math.max(1, request.deadlineMs - (performance.now() - startedAt));
      return { body: parsed<T>(await readBody(response, LARGEST_BODY, left, request.signal)), warnings: warningsOf(response) };
    },
  };
}
