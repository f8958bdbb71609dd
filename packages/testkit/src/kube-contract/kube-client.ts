import { once } from "node:events";
import * as http from "node:http";
import * as https from "node:https";
import { createGunzip } from "node:zlib";
import type { KubeTarget } from "./kube-target";

/** A body of the API, as far as the contract looks into it. */
export interface KubeBody {
  readonly kind?: string;
  readonly apiVersion?: string;
  readonly metadata?: {
    readonly name?: string;
    readonly namespace?: string;
    readonly uid?: string;
    readonly resourceVersion?: string;
    readonly generation?: number;
    readonly creationTimestamp?: string;
    readonly deletionTimestamp?: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
    readonly finalizers?: readonly string[];
    readonly continue?: string;
    readonly remainingItemCount?: number;
    readonly managedFields?: readonly { readonly manager: string; readonly operation: string; readonly fieldsV1: object }[];
  };
  readonly items?: readonly KubeBody[];
  readonly spec?: Readonly<Record<string, unknown>>;
  readonly status?: unknown;
  readonly data?: Readonly<Record<string, string>>;
  readonly message?: string;
  readonly reason?: string;
  readonly code?: number;
  readonly details?: { readonly causes?: readonly { readonly reason?: string; readonly field?: string; readonly message: string }[] };
  readonly [field: string]: unknown;
}

export interface KubeAnswer {
  readonly status: number;
  readonly headers: http.IncomingHttpHeaders;
  readonly text: string;
  /** The text as JSON; an empty object when it is none. */
  readonly body: KubeBody;
}

export interface WatchedEvent {
  readonly type: "ADDED" | "MODIFIED" | "DELETED" | "BOOKMARK" | "ERROR";
  readonly object: KubeBody;
}

/** The media types of patches, by their short names. */
export const patchTypes = {
  json: "application/json-patch+json",
  merge: "application/merge-patch+json",
  strategic: "application/strategic-merge-patch+json",
  apply: "application/apply-patch+yaml",
} as const;

const REQUEST_TIMEOUT_MS = 30_000;

const parse = (text: string): KubeBody => {
  try {
    return JSON.parse(text) as KubeBody;
  } catch {
    return {};
  }
};

const readAll = async (response: http.IncomingMessage): Promise<string> => {
  const isGzip = response.headers["content-encoding"] === "gzip";
  const stream = isGzip ? response.pipe(createGunzip()) : response;
  const chunks: Buffer[] = [];
  for await (const chunk of stream as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks).toString("utf8");
};

/** A watch that is running. */
export interface RunningWatch {
  readonly status: number;
  /** The next event; fails when the stream ends before. */
  next(): Promise<WatchedEvent>;
  /** All events up to the end of the stream. */
  rest(): Promise<WatchedEvent[]>;
  close(): void;
}

async function* linesOf(response: http.IncomingMessage): AsyncGenerator<WatchedEvent> {
  let held = "";
  for await (const chunk of response as AsyncIterable<Buffer>) {
    held += chunk.toString("utf8");
    const lines = held.split("\n");
    held = lines.pop() ?? "";
    for (const line of lines) if (line !== "") yield JSON.parse(line) as WatchedEvent;
  }
}

/** Calls an API server over plain node:http(s), so that what is tested is the wire and no client library. */
export class KubeClient {
  private readonly agent: http.Agent;
  private readonly base: URL;

  constructor(private readonly target: KubeTarget) {
    this.base = new URL(target.baseUrl);
    const isTls = this.base.protocol === "https:";
    this.agent = isTls ? new https.Agent({ ...target.tls, keepAlive: true }) : new http.Agent({ keepAlive: true });
  }

  get = (path: string, headers?: Readonly<Record<string, string>>) => this.call("GET", path, undefined, headers);
  post = (path: string, body: unknown, headers?: Readonly<Record<string, string>>) => this.call("POST", path, body, headers);
  put = (path: string, body: unknown, headers?: Readonly<Record<string, string>>) => this.call("PUT", path, body, headers);
  delete = (path: string, body?: unknown) => this.call("DELETE", path, body);
  patch = (path: string, body: unknown, type: keyof typeof patchTypes = "merge") =>
    this.call("PATCH", path, body, { "content-type": patchTypes[type] });
  /** Server-side apply by a manager. */
  apply = (path: string, body: unknown, manager: string, query = "") =>
    this.call("PATCH", `${path}?fieldManager=${manager}${query}`, body, { "content-type": patchTypes.apply });

  async call(method: string, path: string, body?: unknown, headers: Readonly<Record<string, string>> = {}): Promise<KubeAnswer> {
    const response = await this.open(method, path, body, headers);
    const text = await readAll(response);
    return { status: response.statusCode ?? 0, headers: response.headers, text, body: parse(text) };
  }

  /** Starts a watch; its path carries the query. */
  async watch(path: string, headers: Readonly<Record<string, string>> = {}): Promise<RunningWatch> {
    const response = await this.open("GET", path, undefined, headers);
    const events = linesOf(response);
    return {
      status: response.statusCode ?? 0,
      async next() {
        const { value, done } = await events.next();
        if (done || !value) throw new Error("the watch ended before the event came");
        return value;
      },
      async rest() {
        const all: WatchedEvent[] = [];
        for await (const event of events) all.push(event);
        return all;
      },
      close: () => response.destroy(),
    };
  }

  close(): void {
    this.agent.destroy();
  }

  private async open(
    method: string,
    path: string,
    body: unknown,
    headers: Readonly<Record<string, string>>,
  ): Promise<http.IncomingMessage> {
    const text = body === undefined || typeof body === "string" ? body : JSON.stringify(body);
    const options = {
      ...{ method, agent: this.agent, host: this.base.hostname, port: this.base.port },
      path: `${this.base.pathname.replace(/\/$/, "")}${path}`,
      headers: {
        ...{ "user-agent": "kube-contract/1.0", "content-type": "application/json", ...this.target.headers, ...headers },
        ...(text === undefined ? {} : { "content-length": String(Buffer.byteLength(text)) }),
      },
      timeout: REQUEST_TIMEOUT_MS,
    };
    const request = this.base.protocol === "https:" ? https.request(options) : http.request(options);
    request.on("timeout", () => request.destroy(new Error(`no answer to ${method} ${path} within ${REQUEST_TIMEOUT_MS} ms`)));
    request.end(text);
    const [response] = (await once(request, "response")) as [http.IncomingMessage];
    return response;
  }
}
